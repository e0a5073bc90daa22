"""The Jupyter Server side: forwards the browser's calls with the credential kept here."""
