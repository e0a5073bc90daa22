// Left and right arrow keys walk the revisions.
document.addEventListener('keydown', event => {
  const target = event.target;
  const busy =
    event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.defaultPrevented ||
    (target instanceof Element && target.closest('input, textarea, select, pre, #plot'));
  const rel = { ArrowLeft: 'prev', ArrowRight: 'next' }[event.key];
  const link = rel && document.querySelector(`a[rel="${rel}"]`);
  if (link && !busy) {
    link.click();
  }
});
