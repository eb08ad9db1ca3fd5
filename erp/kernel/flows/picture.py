"""The process as a picture: viewflow's layout, drawn in the page's own colours, with the position as it is now.

Colours are CSS variables of the page (the SVG is put inline); without them it is drawn in the text colour.
"""

from typing import Any, Final
from xml.sax.saxutils import escape, quoteattr

from django.utils.encoding import force_str
from django.utils.translation import gettext as _
from viewflow.workflow.chart import calc_cell_status, calc_layout_data

from erp.kernel.flows.words import state_of

STYLE: Final = """
.flow-picture .shape{fill:var(--flow-node,transparent);stroke:var(--flow-line,currentColor);stroke-width:1.2}
.flow-picture .edge{fill:none;stroke:var(--flow-line,currentColor);stroke-width:1.5}
.flow-picture .tip{fill:var(--flow-line,currentColor)}
.flow-picture text{fill:var(--flow-text,currentColor);font:12px var(--flow-font,inherit)}
.flow-picture text{text-anchor:middle;dominant-baseline:central}
.flow-picture .edge-label{font-size:11px}
.flow-picture .end .shape{stroke-width:4}
.flow-picture .is-now .shape{fill:var(--flow-open,transparent);stroke-width:3}
.flow-picture .is-done .shape{fill:var(--flow-done,transparent)}
.flow-picture .is-error .shape{fill:var(--flow-error,transparent);stroke-dasharray:5 3}
.flow-picture .is-cancelled .shape{fill:var(--flow-off,transparent);stroke-dasharray:2 3}
"""
GATEWAYS: Final = {"PARALLEL_GATEWAY": "+", "EXCLUSIVE_GATEWAY": "×"}
NOW: Final = ("open", "assigned", "working")
EVENTS: Final = {"START", "HUMAN_START", "END"}


def picture_of(process: Any) -> str:
    """The SVG of a process's flow, each node with its state in this process."""
    flow = process.flow_class
    grid = calc_layout_data(flow)
    calc_cell_status(flow, grid, process.pk)
    title = force_str(flow.process_title)
    where = ", ".join(title_of(cell.node) for cell in grid.cells if state_of(cell.status) in NOW)
    description = _("Now at: %(where)s") % {"where": where} if where else ""
    name = f"flow-{process.pk}"
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="flow-picture" role="img" aria-labelledby="{name}-t {name}-d" '
        f'viewBox="0 0 {_number(grid.width)} {_number(grid.height)}" preserveAspectRatio="xMidYMid">',
        f'<title id="{name}-t">{escape(title)}</title><desc id="{name}-d">{escape(description)}</desc>',
        f"<style>{STYLE}</style>",
        f'<defs><marker id="{name}-tip" markerWidth="6" markerHeight="6" refX="1" refY="3" orient="auto">'
        '<path class="tip" d="M0 0 6 3 0 6Z"/></marker></defs>',
        *(_edge(edge, name) for edge in grid.edges),
        *(_cell(cell) for cell in grid.cells),
        "</svg>",
    ]
    return "".join(parts)


def title_of(node: Any) -> str:
    """What a node is called in the reader's language."""
    return force_str(node.task_title) or node.name.replace("_", " ").capitalize()


def _cell(cell: Any) -> str:
    shape, state = cell.shape, state_of(cell.status) if cell.status else ""
    classes = " ".join([*(["end"] if cell.node.task_type == "END" else []), *_classes(state)])
    lines = "".join(
        f'<text x="{_number(x)}" y="{_number(y)}">{escape(text)}</text>' for text, _class, _size, x, y in shape.text
    )
    return (
        f'<g data-node={quoteattr(cell.node.name)} class="{classes}" '
        f'transform="translate({_number(shape.x)} {_number(shape.y)})">'
        f"<title>{escape(title_of(cell.node))}</title>{_outline(cell.node, shape)}{lines}</g>"
    )


def _classes(state: str) -> list[str]:
    if not state:
        return []
    return [f"is-{state}", *(["is-now"] if state in NOW else [])]


def _outline(node: Any, shape: Any) -> str:
    width, height = _number(shape.width), _number(shape.height)
    if node.task_type in EVENTS:
        radius = _number(min(shape.width, shape.height) / 2)
        return f'<circle class="shape" cx="{radius}" cy="{radius}" r="{radius}"/>'
    if shape.width == shape.height:  # a gateway
        half = _number(shape.width / 2)
        mark = GATEWAYS.get(node.task_type, "")
        return (
            f'<path class="shape" d="M{half} 0 {width} {half} {half} {height} 0 {half}Z"/>'
            f'<text x="{half}" y="{half}">{mark}</text>'
        )
    return f'<rect class="shape" width="{width}" height="{height}" rx="8"/>'


def _edge(edge: Any, name: str) -> str:
    points = " ".join(f"{_number(x)} {_number(y)}" for x, y in edge.segments)
    label = ""
    if edge.label and edge.label_pos:
        x, y = edge.label_pos
        label = f'<text class="edge-label" x="{_number(x)}" y="{_number(y)}">{escape(force_str(edge.label))}</text>'
    return f'<path class="edge" d="M{points}" marker-end="url(#{name}-tip)"/>{label}'


def _number(value: float) -> str:
    """Never a comma, whatever the language."""
    return f"{value:g}"
