"""Groups of options that commands share.

A parameter of a command whose type is a NamedTuple stands for an option for each of its fields.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Collection
from typing import NamedTuple, get_type_hints

from sco_cli.cli.options import (
    AreaOption,
    ColumnsOption,
    CountryOption,
    KindOption,
    LimitOption,
    MayOption,
    MetricOption,
    OrganizationOption,
    PlaceOption,
    PublishedOption,
    PublishedSinceOption,
    PublishedUntilOption,
    PublisherOption,
    SinceOption,
    SortOption,
    SourceOption,
    SpeakerOption,
    StageOption,
    StandingOption,
    UntilOption,
    ValueOption,
)

Command = Callable[..., None]


class FilterOptions(NamedTuple):
    """The filters of listings of facts, as typed; `cli.filters.resolve_filters` finds what they mean."""

    country: CountryOption = None
    place: PlaceOption = None
    kind: KindOption = None
    area: AreaOption = None
    organization: OrganizationOption = None
    stage: StageOption = None
    standing: StandingOption = None
    speaker: SpeakerOption = None
    source: SourceOption = None
    publisher: PublisherOption = None
    metric: MetricOption = None
    since: SinceOption = None
    until: UntilOption = None
    published: PublishedOption = None
    published_since: PublishedSinceOption = None
    published_until: PublishedUntilOption = None
    value: ValueOption = None
    may: MayOption = False


class TableOptions(NamedTuple):
    """The order, length and columns of a listing."""

    sort: SortOption = None
    limit: LimitOption = None
    columns: ColumnsOption = None

    def column_names(self) -> list[str] | None:
        """The names in `columns`; None for the default columns."""
        return [name.strip() for name in self.columns.split(",")] if self.columns else None


def expand_options(*, without: Collection[str] = ()) -> Callable[[Command], Command]:
    """Decorate a command so that each parameter whose type is a NamedTuple becomes an option for each of its fields.

    `without` names fields that the command does not take; they keep their default.
    """

    def decorate(command: Command) -> Command:
        parameters: list[inspect.Parameter] = []
        groups: dict[str, tuple[Callable[..., object], list[str]]] = {}
        for parameter in _typed_parameters(command):
            group = parameter.annotation
            if not (isinstance(group, type) and issubclass(group, tuple)):
                parameters.append(parameter)
                continue
            members = [member for member in _typed_parameters(group) if member.name not in without]
            groups[parameter.name] = (group, [member.name for member in members])
            parameters += members

        def run(**options: object) -> None:
            for name, (group, members) in groups.items():
                options[name] = group(**{member: options.pop(member) for member in members})
            command(**options)

        run.__doc__ = command.__doc__
        run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]  # Typer reads both
        run.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
        return run

    return decorate


def _typed_parameters(function: Callable[..., object]) -> list[inspect.Parameter]:
    """The parameters of a command or the fields of a NamedTuple, with evaluated annotations.

    All are keyword-only, so that any order is valid.
    """
    is_class = isinstance(function, type)
    # Before Python 3.11, get_type_hints hides the option of a parameter whose default is None: only for classes.
    hints = get_type_hints(function, include_extras=True) if is_class else {}
    return [
        parameter.replace(
            annotation=hints.get(parameter.name, parameter.annotation), kind=inspect.Parameter.KEYWORD_ONLY
        )
        for parameter in inspect.signature(function, eval_str=not is_class).parameters.values()
    ]
