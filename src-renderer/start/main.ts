import { createPinia } from 'pinia';
import { createApp } from 'vue';

import App from './App.vue';
import './theme.css';
import './base.css';

createApp(App).use(createPinia()).mount('#app');
