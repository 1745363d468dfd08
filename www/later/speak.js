// Reading aloud. A button with `data-speak` reads its text, or with `data-speak="card"` the open
// card; pressed again it stops. The page's element has `data-voice` when there is a voice for the
// page's language, and the style sheet hides the buttons where there is none.
const speech = window.speechSynthesis;
const root = document.documentElement;

/** The button whose text is being read. */
let reading = null;

const language = () => (root.lang.startsWith('en') ? 'en' : 'zh');

function voice() {
  const fits = speech.getVoices().filter((v) => v.lang.toLowerCase().replace('cmn', 'zh').startsWith(language()));
  // A voice of the device works without a network.
  return fits.find((v) => v.localService) ?? fits[0];
}

/** Voices come late, and the language may change. */
function show() {
  root.toggleAttribute('data-voice', Boolean(voice()));
}

/** The words of an element, without the numbers of its notes and what is not shown. */
function words(element) {
  const copy = element.cloneNode(true);
  for (const part of copy.querySelectorAll('.rs, svg, button, [hidden]')) part.remove();
  return copy.textContent.trim();
}

function card() {
  const parts = document.querySelectorAll('.card h2, .card .note p, .card .lead, .card .story h3, .card .story p');
  return [...parts].map(words).join('\n');
}

function stop() {
  reading?.setAttribute('aria-pressed', 'false');
  reading = null;
  speech.cancel();
}

function read(button) {
  const again = reading === button;
  stop();
  if (again) return;
  const text = button.dataset.speak === 'card' ? card() : button.dataset.speak;
  // By sentences: some voices fall silent in the middle of a long text.
  const sentences = text.match(/[^。！？；.!?;\n]+[。！？；.!?;\n]*/g) ?? [];
  if (sentences.length === 0) return;
  reading = button;
  button.setAttribute('aria-pressed', 'true');
  sentences.forEach((sentence, i) => {
    const utterance = new SpeechSynthesisUtterance(sentence);
    utterance.voice = voice() ?? null;
    utterance.lang = language() === 'en' ? 'en-US' : 'zh-CN';
    utterance.rate = root.dataset.mode === 'elder' ? 0.85 : 1;
    if (i === sentences.length - 1) utterance.onend = () => { if (reading === button) stop(); };
    speech.speak(utterance);
  });
}

if (speech) {
  show();
  speech.addEventListener?.('voiceschanged', show);
  new MutationObserver(() => { stop(); show(); }).observe(root, { attributes: true, attributeFilter: ['lang'] });
  document.addEventListener('click', (event) => {
    const button = event.target.closest?.('[data-speak]');
    if (button) read(button);
  });
  // What is no longer on the screen is no longer read.
  window.addEventListener('hashchange', stop);
  window.addEventListener('pagehide', stop);
}
