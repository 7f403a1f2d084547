import { join } from 'node:path';

import { app, BrowserWindow, dialog, Menu, protocol, screen, session } from 'electron';
import type { IpcMainEvent, MenuItemConstructorOptions, WebContents } from 'electron';

import { bridgeChannel } from '../../src-shared/contract/bridge.ts';
import { PhaselockError } from '../../src-shared/contract/errors.ts';
import { menuCommands, menus } from '../../src-shared/contract/menu.ts';
import type { MenuCommandId } from '../../src-shared/contract/menu.ts';
import { createRpcServer } from '../../src-shared/contract/rpc.ts';
import type { RpcServer } from '../../src-shared/contract/rpc.ts';
import type { Application } from './application.ts';
import { appScheme, createAppScheme, isOwnAddress, windowOrigin } from './electron/app-scheme.ts';
import type { AppScheme } from './electron/app-scheme.ts';
import { desktopArguments } from './electron/desktop-arguments.ts';
import { readWindowState, writeWindowState } from './electron/window-state.ts';
import { defaultLogFile, defaultStoreFile, productParts, profileFolder } from './locations.ts';
import { openProject } from './open-project.ts';
import { readOpenedFile } from './opened-file.ts';
import { version } from './version.ts';

const printLimitMilliseconds = 60_000;
const parts = productParts(import.meta.url);
const preload = join(parts.rendererRoot, '../preload/preload.cjs');
const given = desktopArguments(process.argv.slice(app.isPackaged ? 1 : 2), process.cwd());

/** Files that the system asks for before there is an application to give them to. */
const early: string[] = [...given.files];
/** The connection to the page that a window shows now. */
const connections = new WeakMap<WebContents, RpcServer>();
let openFile = (path: string): void => void early.push(path);

// Another project than the usual one has a window of its own, beside that of the usual one.
if (given.storeFile !== undefined) app.setPath('userData', profileFolder(given.storeFile));

// Everything up to here and in this block has to happen before Electron is ready.
app.enableSandbox();
protocol.registerSchemesAsPrivileged([
  { scheme: appScheme, privileges: { standard: true, secure: true, supportFetchAPI: true } },
]);
app.on('web-contents-created', (_event, contents) => confine(contents));
app.on('open-file', (event, path) => {
  event.preventDefault();
  openFile(path);
});
if (app.requestSingleInstanceLock({ files: given.files })) {
  app.on('second-instance', (_event, _argv, _workingDirectory, data) => {
    (data as { files: string[] }).files.forEach((path) => openFile(path));
  });
  void app.whenReady().then(start).catch(fail);
} else {
  app.quit();
}

async function start(): Promise<void> {
  refusePermissions();
  const scheme = createAppScheme(parts.rendererRoot);
  protocol.handle(appScheme, scheme.handle);

  const storeFile = given.storeFile ?? defaultStoreFile();
  const project = {
    storeFile,
    workerUrl: parts.workerUrl,
    logFile: defaultLogFile(),
    ...(given.workers === undefined ? {} : { workers: given.workers }),
    version,
    shell: 'electron',
    pdfPrinter: { name: 'Phaselock', print: (html: string) => printPdf(scheme, html) },
  } as const;
  const application = await openProject(project, askToSetAside);
  closeWith(application);
  describeProduct(storeFile);
  Menu.setApplicationMenu(Menu.buildFromTemplate(menu()));

  const showWindow = (): void => {
    const [window] = BrowserWindow.getAllWindows();
    if (!window) openWindow(application);
    if (window?.isMinimized()) window.restore();
    window?.focus();
  };
  openFile = (path) => {
    showWindow();
    void offer(application, path);
  };
  showWindow();
  early.splice(0).forEach(openFile);
  app.on('activate', showWindow);
  app.on('second-instance', showWindow);
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
}

/** No page leaves our own, opens another window or holds a guest. */
function confine(contents: WebContents): void {
  contents.on('will-navigate', (event) => event.preventDefault());
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}

function refusePermissions(): void {
  const { defaultSession } = session;
  defaultSession.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  defaultSession.setPermissionCheckHandler(() => false);
  defaultSession.setDevicePermissionHandler(() => false);
  defaultSession.webRequest.onBeforeRequest(({ url }, answer) =>
    answer({ cancel: !isOwnAddress(url) }),
  );
}

function openWindow(application: Application): void {
  const stateFile = join(app.getPath('userData'), 'window.json');
  const screens = screen.getAllDisplays().map(({ workArea }) => workArea);
  const state = readWindowState(stateFile, screens);
  const window = new BrowserWindow({
    ...state.bounds,
    minWidth: 800,
    minHeight: 600,
    title: 'Phaselock',
    show: false,
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      spellcheck: false,
    },
  });
  if (state.maximized) window.maximize();
  window.once('ready-to-show', () => window.show());
  window.on('close', () => {
    const maximized = window.isMaximized();
    writeWindowState(stateFile, { bounds: window.getNormalBounds(), maximized });
  });
  connect(window.webContents, application);
  void window.loadURL(`${windowOrigin}/`);
}

/** One connection per loaded page: an answer to the page before a reload must not reach the next. */
function connect(contents: WebContents, application: Application): void {
  let connection = openConnection(contents, application);
  connections.set(contents, connection);
  contents.on('did-navigate', () => {
    connection.close();
    connection = openConnection(contents, application);
    connections.set(contents, connection);
  });
  contents.once('destroyed', () => connection.close());
  contents.ipc.on(bridgeChannel, (event, message: unknown) => {
    if (comesFromOurPage(event)) connection.receive(message);
  });
}

function openConnection(contents: WebContents, application: Application): RpcServer {
  const rpc = createRpcServer(application.dispatch, (message) => {
    if (!contents.isDestroyed()) contents.send(bridgeChannel, message);
  });
  const unsubscribe = application.subscribe(rpc.emit);
  return {
    emit: rpc.emit,
    receive(message) {
      try {
        rpc.receive(message);
      } catch (error) {
        // A message that is none of ours gets no answer; it must not end the process either.
        if (!(error instanceof PhaselockError)) throw error;
      }
    },
    close() {
      unsubscribe();
      rpc.close();
    },
  };
}

function comesFromOurPage({ senderFrame, sender }: IpcMainEvent): boolean {
  if (senderFrame === null || senderFrame !== sender.mainFrame) return false;
  return senderFrame.url.startsWith(`${windowOrigin}/`);
}

async function offer(application: Application, path: string): Promise<void> {
  try {
    const { fileName, bytes } = await readOpenedFile(path);
    application.openFile(fileName, bytes);
  } catch (error) {
    dialog.showErrorBox('The file was not opened', (error as Error).message);
  }
}

/** A page without script in a window that nobody sees. */
async function printPdf(scheme: AppScheme, html: string): Promise<Uint8Array> {
  const { url, withdraw } = scheme.offer(html);
  const window = new BrowserWindow({
    show: false,
    webPreferences: {
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      javascript: false,
    },
  });
  const limit = setTimeout(() => window.destroy(), printLimitMilliseconds);
  try {
    await window.loadURL(url);
    const options = { printBackground: true, preferCSSPageSize: true };
    return new Uint8Array(await window.webContents.printToPDF(options));
  } catch (cause) {
    throw new PhaselockError(
      'unavailable',
      'The PDF was not made: try again, or take the HTML report and print it from a browser.',
      { cause },
    );
  } finally {
    clearTimeout(limit);
    withdraw();
    if (!window.isDestroyed()) window.destroy();
  }
}

function describeProduct(storeFile: string): void {
  app.setAboutPanelOptions({
    applicationName: 'Phaselock',
    applicationVersion: version,
    copyright: `Does this grid stay in synchronism?\nProject: ${storeFile}`,
  });
}

/** The menus of the contract, and what only a native menu bar can have. */
function menu(): MenuItemConstructorOptions[] {
  const mac = process.platform === 'darwin';
  const own = new Map(menus.map(({ title, items }) => [title, items.map(menuItem)]));
  return [
    ...(mac ? [{ role: 'appMenu' as const }] : []),
    {
      label: '&File',
      submenu: [
        ...(own.get('File') ?? []),
        { type: 'separator' },
        { role: mac ? 'close' : 'quit' },
      ],
    },
    {
      label: '&Edit',
      submenu: [
        ...(own.get('Edit') ?? []),
        { type: 'separator' },
        { role: 'cut' },
        { role: 'copy' },
        { role: 'paste' },
        { role: 'selectAll' },
      ],
    },
    {
      label: '&View',
      submenu: [
        { role: 'reload' },
        ...(app.isPackaged ? [] : [{ role: 'toggleDevTools' as const }]),
        { type: 'separator' },
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { type: 'separator' },
        // F11 belongs to the data checks.
        { role: 'togglefullscreen', ...(mac ? {} : { accelerator: 'Shift+F11' }) },
      ],
    },
    { label: '&Go', submenu: own.get('Go') ?? [] },
    { label: '&Study', submenu: own.get('Study') ?? [] },
    {
      role: 'help',
      submenu: [
        ...(own.get('Help') ?? []),
        { type: 'separator' },
        { label: '&About Phaselock', click: () => app.showAboutPanel() },
      ],
    },
  ];
}

/** The window acts on the key itself: here it is only shown. */
function menuItem(id: MenuCommandId | null): MenuItemConstructorOptions {
  if (id === null) return { type: 'separator' };
  const { title, keys } = menuCommands[id];
  const [key] = keys;
  return {
    label: title,
    ...(key === undefined ? {} : { accelerator: key.replace('Ctrl', 'CmdOrCtrl') }),
    registerAccelerator: false,
    click: () => askFocused(id),
  };
}

function askFocused(id: MenuCommandId): void {
  const [window] = BrowserWindow.getAllWindows();
  if (window) connections.get(window.webContents)?.emit('command.asked', { id });
}

async function askToSetAside(error: PhaselockError): Promise<boolean> {
  const { response } = await dialog.showMessageBox({
    type: 'error',
    message: 'The project could not be opened',
    detail: error.message,
    buttons: ['Quit', 'Set it aside and begin a new one'],
    defaultId: 0,
    cancelId: 0,
  });
  return response === 1;
}

/** Quitting waits until everything is written down. */
function closeWith(application: Application): void {
  let closed = false;
  app.on('will-quit', (event) => {
    if (closed) return;
    event.preventDefault();
    closed = true;
    void application.close().finally(() => app.quit());
  });
}

function fail(error: unknown): void {
  dialog.showErrorBox(
    'Phaselock could not start',
    error instanceof Error ? error.message : String(error),
  );
  app.exit(1);
}
