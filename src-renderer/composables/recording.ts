/** A film of a picture that is made of canvases, as a browser records it. */
export interface Recording {
  /** Ends it; the whole film as WebM. */
  readonly end: () => Promise<Blob>;
}

const mimeType = 'video/webm';
const framesPerSecond = 30;
const bitsPerSecond = 6_000_000;
/** Milliseconds of film that the encoder hands over at once. */
const slice = 200;
/** A film of fewer bytes has no picture yet, only its head. */
const leastBytes = 1000;
/** How long a film that was ended at once is waited for, ms. */
const patience = 3000;

/** Some browsers have no recorder, others one that writes no WebM. */
export const canRecord = (): boolean =>
  typeof MediaRecorder !== 'undefined' && MediaRecorder.isTypeSupported(mimeType);

/** Records what stands on the canvases inside `paper`, with lines of text at its top left. */
export function record(paper: HTMLElement, lines: () => readonly string[]): Recording {
  const { clientWidth, clientHeight } = paper;
  const film = document.createElement('canvas');
  // Encoders want even numbers.
  film.width = clientWidth - (clientWidth % 2);
  film.height = clientHeight - (clientHeight % 2);
  const recorder = new MediaRecorder(film.captureStream(framesPerSecond), {
    mimeType,
    videoBitsPerSecond: bitsPerSecond,
  });
  const pieces: Blob[] = [];
  const hasPicture = new Promise<void>((resolve) => {
    recorder.ondataavailable = ({ data }) => {
      pieces.push(data);
      if (new Blob(pieces).size > leastBytes) resolve();
    };
  });
  let next = 0;
  const draw = (): void => {
    drawFrame(film, paper, lines());
    next = requestAnimationFrame(draw);
  };
  draw();
  recorder.start(slice);
  return {
    async end() {
      await Promise.race([hasPicture, new Promise((resolve) => setTimeout(resolve, patience))]);
      await new Promise((resolve) => {
        recorder.onstop = resolve;
        recorder.stop();
      });
      cancelAnimationFrame(next);
      return new Blob(pieces, { type: mimeType });
    },
  };
}

function drawFrame(film: HTMLCanvasElement, paper: HTMLElement, lines: readonly string[]): void {
  const pen = film.getContext('2d');
  if (!pen) return;
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string): string => style.getPropertyValue(name).trim();
  pen.fillStyle = colour('--pl-surface');
  pen.fillRect(0, 0, film.width, film.height);
  const origin = paper.getBoundingClientRect();
  for (const canvas of paper.querySelectorAll('canvas')) {
    const { left, top, width, height } = canvas.getBoundingClientRect();
    if (canvas.width === 0 || width === 0) continue;
    pen.drawImage(canvas, left - origin.left, top - origin.top, width, height);
  }
  pen.fillStyle = colour('--pl-text');
  lines.forEach((line, index) => {
    pen.font = `${index === 0 ? 'bold 17px' : '13px'} system-ui, sans-serif`;
    pen.fillText(line, 14, 26 + 20 * index);
  });
}
