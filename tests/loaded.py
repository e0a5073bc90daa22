"""The extension loaded into a shell of this process, with nobody who delivers."""

import contextlib
import io
from contextlib import contextmanager

from gofigr_jupyter.ipython_extension import Extension
from gofigr_jupyter.publishing.outbox import Outbox, _decoder
from gofigr_jupyter.publishing.receipts import Receipt, ReceiptFolder, State
from gofigr_jupyter.runtime.place import Place

SETUP = """
from IPython.display import display
import matplotlib.pyplot as plt
import plotly.graph_objects as go
def line(title="A line", data=(1, 2)):
    fig, ax = plt.subplots(figsize=(1, 1)); ax.plot(data); ax.set_title(title); plt.close(fig)
    return fig
"""


class Loaded:
    """Runs cells in a shell with the extension, and knows what came of them."""

    def __init__(self, shell, folder):
        self.shell = shell
        self.place = Place(folder)
        self.starts = []
        self.extension = Extension(shell, start=lambda place, idle: self.starts.append(place))
        self.session = self.extension.session
        self._seen = 0

    def run(self, source):
        """Run a cell; its output as a terminal shows it."""
        with contextlib.redirect_stdout(io.StringIO()) as output:
            result = self.shell.run_cell(source, store_history=True)
        assert result.success
        return output.getvalue()

    def receipts(self):
        """The receipts since the last time somebody asked."""
        seen, self._seen = self._seen, len(self.session.ledger)
        return self.session.ledger.receipts[seen:]

    def receipt(self):
        (receipt,) = self.receipts()
        return receipt

    def published(self):
        """What is in the outbox, oldest first."""
        outbox = Outbox(self.place.outbox)
        return [
            _decoder().decode((self.place.outbox / item.name).read_bytes())
            for item in outbox.waiting()
        ]

    def answer(self, receipt, state, **changes):
        """Have the service say what became of a publication."""
        ReceiptFolder(self.place.receipts).write(
            Receipt(state=state, publication=receipt.publication, name=receipt.name, **changes)
        )
        self.session.look()

    def captured(self, receipt, **changes):
        values = {"number": receipt.number, "link": f"http://127.0.0.1:4321/r/{receipt.short_id}"}
        self.answer(receipt, State.CAPTURED, **{**values, **changes})


@contextmanager
def loaded(shell, folder):
    """The extension in `shell`, with its data in `folder`."""
    extension = Loaded(shell, folder)
    extension.extension.install()
    extension.run(SETUP)
    extension.receipts()
    try:
        yield extension
    finally:
        extension.extension.remove()
