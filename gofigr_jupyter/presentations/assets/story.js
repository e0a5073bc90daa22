(() => {
  'use strict';
  const slides = [...document.querySelectorAll('section.slide')];
  if (slides.length === 0) {
    return;
  }
  const body = document.body;
  const where = document.createElement('div');
  where.className = 'where';
  where.setAttribute('role', 'status');
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'present';
  button.textContent = 'Present';
  button.title = 'Present from the slide in sight (P)';
  slides[0].before(button);
  let now = 0;

  const isPresenting = () => body.classList.contains('presenting');

  function show(place) {
    now = Math.max(0, Math.min(slides.length - 1, place));
    slides.forEach((slide, index) => slide.classList.toggle('now', index === now));
    where.textContent = `${now + 1} / ${slides.length}`;
    slides[now].scrollTop = 0;
  }

  function inSight() {
    const found = slides.findIndex(slide => slide.getBoundingClientRect().bottom > 120);
    return found < 0 ? 0 : found;
  }

  function start() {
    const first = inSight();
    body.classList.add('presenting');
    for (const notes of document.querySelectorAll('details.notes')) {
      notes.open = true;
    }
    body.append(where);
    show(first);
    // Where it is refused, the slide still fills the window.
    document.documentElement.requestFullscreen?.().catch(() => undefined);
  }

  function stop() {
    body.classList.remove('presenting', 'with-notes');
    where.remove();
    slides[now].scrollIntoView();
    if (document.fullscreenElement) {
      document.exitFullscreen();
    }
    button.focus({ preventScroll: true });
  }

  const keys = {
    ArrowRight: () => show(now + 1),
    ArrowDown: () => show(now + 1),
    PageDown: () => show(now + 1),
    ' ': () => show(now + 1),
    ArrowLeft: () => show(now - 1),
    ArrowUp: () => show(now - 1),
    PageUp: () => show(now - 1),
    Backspace: () => show(now - 1),
    Home: () => show(0),
    End: () => show(slides.length - 1),
    n: () => body.classList.toggle('with-notes'),
    p: stop,
    Escape: stop
  };

  button.addEventListener('click', start);
  document.addEventListener('fullscreenchange', () => {
    if (!document.fullscreenElement && isPresenting()) {
      stop();
    }
  });
  document.addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    if (event.target.closest?.('input, textarea, select, [contenteditable]')) {
      return;
    }
    if (!isPresenting()) {
      if (event.key === 'p') {
        event.preventDefault();
        start();
      }
      return;
    }
    const act = keys[event.key];
    if (act) {
      event.preventDefault();
      act();
    }
  });
})();
