// Draws the plotly figure whose JSON stands in the page. What stood in its place stays on failure.
(() => {
  const place = document.getElementById('plot');
  const spec = JSON.parse(document.getElementById('plot-spec').textContent);
  if (!window.Plotly) {
    return;
  }
  const plot = document.createElement('div');
  const layout = { ...spec.layout };
  const fixed = layout.width !== undefined;
  if (!fixed) {
    layout.autosize = true;
  }
  const config = { displaylogo: false, responsive: !fixed, ...spec.config };
  config.plotlyServerURL = '';
  place.classList.add('live');
  place.append(plot);
  window.Plotly.newPlot(plot, spec.data || [], layout, config)
    .then(() => (spec.frames ? window.Plotly.addFrames(plot, spec.frames) : undefined))
    .then(() => {
      place.replaceChildren(plot);
      place.dataset.state = 'drawn';
    })
    .catch(() => {
      plot.remove();
      place.classList.remove('live');
      place.dataset.state = 'failed';
      const said = document.getElementById('plot-said');
      if (said) {
        said.textContent = said.dataset.failed;
      }
    });
})();
