"""Prints the PNG of each figure of an analysis, read with the public client: URL KEY ANALYSIS."""

import base64
import json
import sys

from gofigr import GoFigr

url, key, name = sys.argv[1:]
client = GoFigr(url=url, api_key=key)
analysis = client.primary_workspace.get_analysis(name, create=False)
analysis.fetch()
pictures = {}
for figure in analysis.figures:
    figure.fetch()
    revision = figure.revisions[-1]
    revision.fetch()
    for data in revision.image_data:
        if data.format == "png":
            data.fetch()
            pictures[figure.name] = base64.b64encode(data.data).decode()
sys.stdout.write(json.dumps(pictures))
