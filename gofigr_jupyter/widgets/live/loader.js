// What every view carries: a few lines that fetch the rest from the model that
// all views share. So a notebook that saves its widgets stays small.
export default {
  /** @param {any} view What anywidget hands to a view. */
  async render({ model, el, signal, host }) {
    const { exports } = await host.getWidget(model.get('library'));
    exports.render({ model, el, signal });
  }
};
