const page = (title: string, text: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<title>${title} - Phaselock</title>
<style>body{font:15px/1.5 system-ui,sans-serif;max-width:34rem;margin:15vh auto;padding:0 1rem}</style>
</head>
<body>
<h1>${title}</h1>
${text}
</body>
</html>
`;

export const noSessionPage = page(
  'This address is not open',
  `<p>Phaselock lets only the browser in that its own address was opened with, and that address works once.</p>
<p>If Phaselock is open in another tab of this browser, <a href="/">try again</a>.</p>
<p>Otherwise stop the host (Ctrl+C in its terminal), start it again, and open the address that it prints. Your networks and results are saved.</p>`,
);

export const notFoundPage = page(
  'There is nothing here',
  '<p>Go to <a href="/">Phaselock</a>.</p>',
);
