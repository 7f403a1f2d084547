import { describe, expect, it } from 'vitest';

import { MessageList } from '../../../src-main/formats/message-list.ts';

describe('the messages of a reader', () => {
  it('are listed errors first, each kind in the order in which it came', () => {
    const messages = new MessageList();
    messages.note('n1');
    messages.warning('w');
    messages.error('e');
    messages.note('n2');
    expect(messages.toArray().map(({ text }) => text)).toEqual(['e', 'w', 'n1', 'n2']);
    expect(messages.hasErrors).toBe(true);
  });

  it('are capped where only names and figures differ, and counted', () => {
    const messages = new MessageList();
    for (let i = 1; i <= 300; i++) {
      messages.warning(`Bus ${i} is at ${i / 7} kV: “x${i}”.`, i, { kind: 'bus', number: i });
      messages.note('Something else.');
    }
    const texts = messages.toArray().map(({ text }) => text);
    expect(texts).toHaveLength(42);
    expect(texts[20]).toBe('… and 280 more like these.');
    expect(messages.hasErrors).toBe(false);
  });

  it('stop being looked at after ten thousand, and are still counted', () => {
    const messages = new MessageList();
    for (let i = 0; i < 12_000; i++) messages.error(`fault ${i}`);
    const texts = messages.toArray().map(({ text }) => text);
    expect(texts.slice(-2)).toEqual([
      '… and 9980 more like these.',
      '… and 2000 more messages of any kind.',
    ]);
  });
});
