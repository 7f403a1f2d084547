import { spawn } from 'node:child_process';

/** Opens the address in the user's browser; false where the platform's opener is not there. */
export function openBrowser(
  url: string,
  platform: NodeJS.Platform = process.platform,
): Promise<boolean> {
  const [command, ...arguments_] = opener(platform, url);
  return new Promise((resolve) => {
    const child = spawn(command, arguments_, {
      detached: true,
      stdio: 'ignore',
      windowsVerbatimArguments: true,
    });
    child.on('error', () => resolve(false));
    child.on('exit', (code) => resolve(code === 0));
    child.unref();
  });
}

function opener(platform: NodeJS.Platform, url: string): [string, ...string[]] {
  switch (platform) {
    case 'win32':
      // The empty string is the title of the window, which `start` takes first.
      return ['cmd', '/c', 'start', '""', url];
    case 'darwin':
      return ['open', url];
    default:
      return ['xdg-open', url];
  }
}
