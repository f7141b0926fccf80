"""The functions workers are sent: by name, so that whoever sends them need not know the work.

Inputs:  orders.
Outputs: `Report`s.
Units:   none.
Source:  our choice: a run that finds everything in the store never imports what makes a page.
"""

from banmian.batch.order import CompareOrder, EditionOrder, PageOrder, Report


def make_ordered_page(order: PageOrder) -> Report:
    """Make a page and keep it; or keep why it cannot be made."""
    from banmian.batch.work import make_page_of  # noqa: PLC0415

    return make_page_of(order)


def finish_ordered_edition(order: EditionOrder) -> Report:
    """Finish an edition and keep it; or keep why it cannot be finished."""
    from banmian.batch.work import finish_edition_of  # noqa: PLC0415

    return finish_edition_of(order)


def compare_ordered_page(order: CompareOrder) -> Report:
    """Compare a page with its baseline and keep what is different."""
    from banmian.batch.work import compare_page_of  # noqa: PLC0415

    return compare_page_of(order)
