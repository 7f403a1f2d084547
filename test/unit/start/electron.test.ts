import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventEmitter } from 'node:events';

import { beforeEach, describe, expect, it, vi } from 'vitest';

import type { EventListener } from '../../../src-main/start/application.ts';

/**
 * The shell with Electron and the application replaced: what is asserted here is what the shell
 * asks of Electron, item by item.
 */
class FakeContents extends EventEmitter {
  readonly ipc = new EventEmitter();
  readonly mainFrame = { url: 'app://phaselock/' };
  readonly send = vi.fn();
  readonly isDestroyed = vi.fn(() => false);
  readonly printToPDF = vi.fn(() => Promise.resolve(Buffer.from('%PDF-1.7')));
  windowOpenHandler: (() => { action: string }) | undefined;
  setWindowOpenHandler(handler: () => { action: string }): void {
    this.windowOpenHandler = handler;
  }
}

class FakeWindow extends EventEmitter {
  static all: FakeWindow[] = [];
  static getAllWindows = (): FakeWindow[] => FakeWindow.all.filter(({ alive }) => alive);
  readonly webContents = new FakeContents();
  readonly options: Record<string, unknown>;
  alive = true;
  readonly loaded: string[] = [];
  readonly show = vi.fn();
  readonly focus = vi.fn();
  readonly restore = vi.fn();
  readonly maximize = vi.fn();
  isMinimized = (): boolean => true;
  isMaximized = (): boolean => true;
  getNormalBounds = (): object => ({ x: 10, y: 20, width: 900, height: 700 });
  isDestroyed = (): boolean => !this.alive;
  constructor(options: Record<string, unknown>) {
    super();
    this.options = options;
    FakeWindow.all.push(this);
    electron.app.emit('web-contents-created', {}, this.webContents);
  }
  loadURL(url: string): Promise<void> {
    this.loaded.push(url);
    return Promise.resolve();
  }
  destroy(): void {
    this.alive = false;
  }
}

function makeElectron(userData: string) {
  const app = Object.assign(new EventEmitter(), {
    isPackaged: true,
    enableSandbox: vi.fn(),
    quit: vi.fn(),
    exit: vi.fn(),
    showAboutPanel: vi.fn(),
    setAboutPanelOptions: vi.fn(),
    getPath: () => userData,
    setPath: vi.fn(),
    requestSingleInstanceLock: vi.fn((_data: unknown) => true),
    whenReady: vi.fn(() => Promise.resolve()),
  });
  return {
    app,
    BrowserWindow: FakeWindow,
    dialog: {
      showErrorBox: vi.fn(),
      showMessageBox: vi.fn(() => Promise.resolve({ response: 0 })),
      showOpenDialog: vi.fn(() => Promise.resolve({ filePaths: [] as string[] })),
    },
    Menu: {
      buildFromTemplate: vi.fn((template: unknown) => template),
      setApplicationMenu: vi.fn(),
    },
    protocol: { registerSchemesAsPrivileged: vi.fn(), handle: vi.fn() },
    screen: {
      getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }],
    },
    session: {
      defaultSession: {
        setPermissionRequestHandler: vi.fn(),
        setPermissionCheckHandler: vi.fn(),
        setDevicePermissionHandler: vi.fn(),
        webRequest: { onBeforeRequest: vi.fn() },
      },
    },
  };
}

function makeApplication() {
  const listeners = new Set<EventListener>();
  return {
    listeners,
    dispatch: vi.fn((method: string, payload: unknown, _signal: AbortSignal) =>
      Promise.resolve<unknown>({ method, payload }),
    ),
    subscribe: (listener: EventListener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    openFile: vi.fn(),
    isKeeper: true,
    close: vi.fn(() => Promise.resolve()),
  };
}

let electron: ReturnType<typeof makeElectron>;
let application: ReturnType<typeof makeApplication>;
const createApplication = vi.fn();

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20));

async function startShell(argv: string[] = []): Promise<void> {
  process.argv = ['phaselock', ...argv];
  vi.doMock('electron', () => electron);
  vi.doMock('../../../src-main/start/app.ts', () => ({ createApplication }));
  await import('../../../src-main/start/electron.ts');
  await settled();
}

const theWindow = (): FakeWindow => {
  const [window] = FakeWindow.all;
  if (!window) throw new Error('No window was opened.');
  return window;
};

beforeEach(() => {
  vi.resetModules();
  FakeWindow.all = [];
  electron = makeElectron(mkdtempSync(join(tmpdir(), 'phaselock-electron-')));
  application = makeApplication();
  createApplication.mockReset().mockImplementation(() => application);
});

describe('before Electron is ready', () => {
  it('the sandbox is on and app:// is a standard, secure scheme and nothing more', async () => {
    electron.app.whenReady.mockImplementation(() => new Promise(() => undefined));
    await startShell();
    expect(electron.app.enableSandbox).toHaveBeenCalledOnce();
    expect(electron.protocol.registerSchemesAsPrivileged.mock.calls).toEqual([
      [
        [
          {
            scheme: 'app',
            privileges: { standard: true, secure: true, supportFetchAPI: true },
          },
        ],
      ],
    ]);
    expect(FakeWindow.all).toEqual([]);
  });
});

describe('the window', () => {
  it('runs sandboxed, isolated and without Node, from our own scheme', async () => {
    await startShell();
    expect(theWindow().options['webPreferences']).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
    });
    const { preload } = theWindow().options['webPreferences'] as { preload: string };
    expect(preload.replaceAll('\\', '/')).toMatch(/out\/preload\/preload\.cjs$/);
    expect(theWindow().loaded).toEqual(['app://phaselock/']);
  });

  it('shows itself once it is drawn', async () => {
    await startShell();
    expect(theWindow().options['show']).toBe(false);
    theWindow().emit('ready-to-show');
    expect(theWindow().show).toHaveBeenCalledOnce();
  });

  it('opens where it was closed, maximized if it was', async () => {
    await startShell();
    expect(theWindow().options).toMatchObject({ width: 1440, height: 900 });
    theWindow().emit('close');
    vi.resetModules();
    FakeWindow.all = [];
    await startShell();
    expect(theWindow().options).toMatchObject({ x: 10, y: 20, width: 900, height: 700 });
    expect(theWindow().maximize).toHaveBeenCalledOnce();
  });

  it.each(['will-navigate', 'will-redirect', 'will-attach-webview'])(
    'refuses %s, as every other page does',
    async (name) => {
      await startShell();
      const preventDefault = vi.fn();
      theWindow().webContents.emit(name, { preventDefault });
      expect(preventDefault).toHaveBeenCalledOnce();
    },
  );

  it('opens no other window', async () => {
    await startShell();
    expect(theWindow().webContents.windowOpenHandler?.()).toEqual({ action: 'deny' });
  });
});

describe('permissions and requests', () => {
  it('are refused: every permission, asked or checked, and every device', async () => {
    await startShell();
    const { defaultSession } = electron.session;
    const answer = vi.fn();
    const [request] = defaultSession.setPermissionRequestHandler.mock.calls[0] as [
      (contents: unknown, permission: string, answer: (granted: boolean) => void) => void,
    ];
    request(null, 'geolocation', answer);
    expect(answer.mock.calls).toEqual([[false]]);
    const [check] = defaultSession.setPermissionCheckHandler.mock.calls[0] as [() => boolean];
    expect(check()).toBe(false);
    const [device] = defaultSession.setDevicePermissionHandler.mock.calls[0] as [() => boolean];
    expect(device()).toBe(false);
  });

  it.each([
    ['app://phaselock/index.html', false],
    ['blob:app://phaselock/1', false],
    ['https://example.org/', true],
    ['http://127.0.0.1/', true],
    ['file:///etc/passwd', true],
    ['ws://127.0.0.1/', true],
  ])('to %s are cancelled: %s', async (url, cancel) => {
    await startShell();
    const [listener] = electron.session.defaultSession.webRequest.onBeforeRequest.mock.calls[0] as [
      (details: object, answer: (response: object) => void) => void,
    ];
    const answer = vi.fn();
    listener({ url }, answer);
    expect(answer.mock.calls).toEqual([[{ cancel }]]);
  });
});

describe('messages', () => {
  const request = { kind: 'request', id: 1, method: 'application.info', payload: {} };
  const send = (message: unknown, from: object = {}): void => {
    const { webContents: sender } = theWindow();
    sender.ipc.emit('phaselock', { sender, senderFrame: sender.mainFrame, ...from }, message);
  };

  it('of our page are answered', async () => {
    await startShell();
    send(request);
    await settled();
    const result = { method: 'application.info', payload: {} };
    expect(theWindow().webContents.send.mock.calls).toEqual([
      ['phaselock', { kind: 'reply', id: 1, result }],
    ]);
  });

  it.each([
    ['a frame within it', { senderFrame: { url: 'app://phaselock/' } }],
    ['a frame that is gone', { senderFrame: null }],
  ])('of %s are not heard', async (_name, from) => {
    await startShell();
    send(request, from);
    await settled();
    expect(application.dispatch).not.toHaveBeenCalled();
  });

  it('of a page at another address are not heard', async () => {
    await startShell();
    theWindow().webContents.mainFrame.url = 'app://report/1';
    send(request);
    theWindow().webContents.mainFrame.url = 'app://phaselock.example.org/';
    send(request);
    await settled();
    expect(application.dispatch).not.toHaveBeenCalled();
  });

  it('that are none of ours do no harm', async () => {
    await startShell();
    for (const message of [null, 'x', { kind: 'request' }])
      expect(() => send(message)).not.toThrow();
  });

  it('asked by the page before a reload are cancelled and not answered to the next', async () => {
    await startShell();
    let finish: (value: unknown) => void = () => undefined;
    let signal: AbortSignal | undefined;
    application.dispatch.mockImplementation((_method, _payload, given) => {
      signal = given;
      return new Promise((resolve) => (finish = resolve));
    });
    send(request);
    theWindow().webContents.emit('did-navigate');
    finish('late');
    await settled();
    expect(signal?.aborted).toBe(true);
    expect(theWindow().webContents.send).not.toHaveBeenCalled();
  });

  it('are told of events, by one listener a page', async () => {
    await startShell();
    theWindow().webContents.emit('did-navigate');
    expect(application.listeners.size).toBe(1);
    for (const listener of application.listeners) listener('scenario.changed', { scenarioId: 1 });
    expect(theWindow().webContents.send.mock.calls).toEqual([
      ['phaselock', { kind: 'event', name: 'scenario.changed', data: { scenarioId: 1 } }],
    ]);
    theWindow().webContents.emit('destroyed');
    expect(application.listeners.size).toBe(0);
  });
});

describe('files', () => {
  const folder = mkdtempSync(join(tmpdir(), 'phaselock-files-'));
  const file = join(folder, 'case9.m');
  writeFileSync(file, 'mpc.version = 2;');
  const opened = ['case9.m', new Uint8Array(Buffer.from('mpc.version = 2;'))];
  const openedFiles = (): unknown[] =>
    application.openFile.mock.calls.map(([name, bytes]: unknown[]) => [
      name,
      new Uint8Array(bytes as Uint8Array),
    ]);

  it('named on the command line are offered', async () => {
    await startShell(['--disable-gpu', file]);
    await vi.waitFor(() => {
      expect(openedFiles()).toEqual([opened]);
    });
  });

  it('that the system asks for before the start are offered after it', async () => {
    let ready: () => void = () => undefined;
    electron.app.whenReady.mockImplementation(() => new Promise((resolve) => (ready = resolve)));
    await startShell();
    const preventDefault = vi.fn();
    electron.app.emit('open-file', { preventDefault }, file);
    ready();
    await vi.waitFor(() => {
      expect(openedFiles()).toEqual([opened]);
    });
    expect(preventDefault).toHaveBeenCalledOnce();
  });

  it('of a second start come to the first one, whose window is raised', async () => {
    await startShell();
    electron.app.emit('second-instance', {}, [], '/', { files: [file] });
    await vi.waitFor(() => {
      expect(openedFiles()).toEqual([opened]);
    });
    expect(theWindow().restore).toHaveBeenCalled();
    expect(theWindow().focus).toHaveBeenCalled();
    expect(FakeWindow.all).toHaveLength(1);
  });

  it('that cannot be read get a message, and nothing else happens', async () => {
    await startShell([join(folder, 'missing.m')]);
    await vi.waitFor(() => {
      expect(electron.dialog.showErrorBox.mock.calls[0]?.[1]).toContain('does not exist');
    });
    expect(application.openFile).not.toHaveBeenCalled();
  });
});

describe('a second start', () => {
  it('hands its files over and ends without touching the project', async () => {
    electron.app.requestSingleInstanceLock.mockImplementation(() => false);
    await startShell(['/grids/case9.m']);
    expect(electron.app.requestSingleInstanceLock.mock.calls).toEqual([
      [{ files: ['/grids/case9.m'] }],
    ]);
    expect(electron.app.quit).toHaveBeenCalledOnce();
    expect(createApplication).not.toHaveBeenCalled();
  });

  it('beside a host on the same project says so and ends', async () => {
    application.isKeeper = false;
    await startShell(['--store', '/grids/north.phaselock']);
    expect(electron.dialog.showErrorBox.mock.calls[0]?.[1]).toContain(
      'already running on /grids/north.phaselock',
    );
    expect(electron.app.exit).toHaveBeenCalledWith(1);
    expect(FakeWindow.all).toEqual([]);
  });
});

describe('a project other than the usual one', () => {
  it('has a window and a lock of its own', async () => {
    await startShell();
    expect(electron.app.setPath).not.toHaveBeenCalled();
    const folders: unknown[] = [];
    for (const store of ['/grids/north.phaselock', '/grids/south.phaselock']) {
      vi.resetModules();
      electron.app.setPath.mockClear();
      await startShell(['--store', store]);
      const [place, path] = electron.app.setPath.mock.calls[0] as [string, string];
      expect(place).toBe('userData');
      folders.push(path);
    }
    expect(new Set(folders).size).toBe(2);
  });
});

describe('a project file that cannot be opened', () => {
  /** Of the class that the shell will know: every test loads its modules afresh. */
  async function makeDamaged(file: string): Promise<() => never> {
    const { DamagedProjectError } = await import('../../../src-main/store/storage-errors.ts');
    return () => {
      throw new DamagedProjectError(file, 'row 3');
    };
  }

  it('is left alone unless the user says so', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'phaselock-damaged-')), 'a.phaselock');
    writeFileSync(file, 'damaged');
    createApplication.mockImplementation(await makeDamaged(file));
    await startShell(['--store', file]);
    const [question] = electron.dialog.showMessageBox.mock.calls[0] as unknown as [object];
    expect(question).toMatchObject({
      detail: expect.stringMatching(/a\.phaselock is damaged \(row 3\)/) as unknown,
      buttons: ['Quit', 'Set it aside and begin a new one'],
      defaultId: 0,
    });
    expect(electron.app.exit).toHaveBeenCalledWith(1);
    expect(readFileSync(file, 'utf8')).toBe('damaged');
  });

  it('is not offered to be moved where that is no remedy', async () => {
    const { PhaselockError } = await import('../../../src-shared/contract/errors.ts');
    createApplication.mockImplementationOnce(() => {
      throw new PhaselockError('storage', 'Another program holds the project file.');
    });
    await startShell();
    expect(electron.dialog.showMessageBox).not.toHaveBeenCalled();
    expect(electron.dialog.showErrorBox).toHaveBeenCalledWith(
      expect.any(String),
      'Another program holds the project file.',
    );
  });

  it('is moved out of the way on the word of the user, and a new one begins', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'phaselock-damaged-'));
    const file = join(folder, 'a.phaselock');
    writeFileSync(file, 'damaged');
    createApplication.mockImplementationOnce(await makeDamaged(file));
    electron.dialog.showMessageBox.mockResolvedValue({ response: 1 });
    await startShell(['--store', file]);
    expect(existsSync(file)).toBe(false);
    const [aside = ''] = readdirSync(folder);
    expect(readFileSync(join(folder, aside), 'utf8')).toBe('damaged');
    expect(theWindow().loaded).toEqual(['app://phaselock/']);
  });
});

describe('the menu', () => {
  interface Item {
    label?: string;
    role?: string;
    accelerator?: string;
    registerAccelerator?: boolean;
    click?: () => void;
    submenu?: Item[];
  }
  const submenu = (label: string): Item[] => {
    const [template] = electron.Menu.buildFromTemplate.mock.calls[0] as [Item[]];
    const found = template.find((item) => item.label === label || item.role === label);
    return found?.submenu ?? [];
  };

  it('asks the page for the command of an item, once its window has one', async () => {
    await startShell();
    const open = submenu('&File').find(({ accelerator }) => accelerator === 'CmdOrCtrl+O');
    open?.click?.();
    const { send } = FakeWindow.all[0]!.webContents;
    expect(send.mock.lastCall?.[1]).toEqual({
      kind: 'event',
      name: 'command.asked',
      data: { id: 'open-file' },
    });
  });

  it('shows the keys and leaves them to the page, which has them in fields too', async () => {
    await startShell();
    const items = ['&File', '&Edit', '&Go', '&Study', 'help'].flatMap(submenu);
    const own = items.filter(({ click, accelerator }) => click && accelerator);
    expect(own.length).toBeGreaterThan(10);
    expect(own.every(({ registerAccelerator }) => registerAccelerator === false)).toBe(true);
  });

  it('has the roles for editing and viewing, and says what the program is', async () => {
    await startShell();
    const [template] = electron.Menu.buildFromTemplate.mock.calls[0] as [Item[]];
    expect(template.map(({ label, role }) => label ?? role)).toEqual(
      expect.arrayContaining(['&File', '&Edit', '&View', '&Go', '&Study', 'help']),
    );
    const edit = submenu('&Edit').map(({ role }) => role);
    expect(edit).toEqual(expect.arrayContaining(['cut', 'copy', 'paste', 'selectAll']));
    const view = submenu('&View').map(({ role }) => role);
    expect(view).toEqual(expect.arrayContaining(['reload', 'zoomIn', 'zoomOut']));
    expect(view).not.toContain('toggleDevTools');
    submenu('help').pop()?.click?.();
    expect(electron.app.showAboutPanel).toHaveBeenCalledOnce();
  });
});

describe('printing', () => {
  it('draws the page without script in a hidden sandboxed window, which is gone afterwards', async () => {
    await startShell();
    const { pdfPrinter } = createApplication.mock.calls[0]?.[0] as {
      pdfPrinter: { print: (html: string) => Promise<Uint8Array> };
    };
    const [, handle] = electron.protocol.handle.mock.calls[0] as [
      string,
      (request: Request) => Promise<Response>,
    ];
    let served: Response | undefined;
    FakeWindow.prototype.loadURL = async function (url) {
      this.loaded.push(url);
      served = await handle(new Request(url));
    };
    const pdf = await pdfPrinter.print('<h1>Report</h1>');
    expect(Buffer.from(pdf).toString()).toBe('%PDF-1.7');
    expect(await served?.text()).toBe('<h1>Report</h1>');
    expect(served?.headers.get('Content-Security-Policy')).toContain("default-src 'none'");
    const hidden = FakeWindow.all[1];
    expect(hidden?.options).toMatchObject({
      show: false,
      webPreferences: { sandbox: true, javascript: false, nodeIntegration: false },
    });
    expect(hidden?.alive).toBe(false);
    expect((await handle(new Request(hidden?.loaded[0] ?? ''))).status).toBe(404);
  });
});

describe('quitting', () => {
  it('waits until everything is written down', async () => {
    await startShell();
    const preventDefault = vi.fn();
    electron.app.emit('will-quit', { preventDefault });
    expect(preventDefault).toHaveBeenCalledOnce();
    await vi.waitFor(() => {
      expect(application.close).toHaveBeenCalledOnce();
    });
    await settled();
    electron.app.emit('will-quit', { preventDefault });
    expect(preventDefault).toHaveBeenCalledOnce();
    expect(electron.app.quit).toHaveBeenCalledOnce();
  });

  it('and starting with an unusable project says why', async () => {
    createApplication.mockImplementation(() => {
      throw new Error('The project file is damaged.');
    });
    await startShell();
    expect(electron.dialog.showErrorBox.mock.calls).toEqual([
      ['Phaselock could not start', 'The project file is damaged.'],
    ]);
  });
});
