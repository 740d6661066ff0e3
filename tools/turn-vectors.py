#!/usr/bin/env python3
"""
Writes apps/api/test/turn-vectors.json: 400 rhythms and the turns they give, reckoned without the product's code.

    python3 tools/turn-vectors.py > apps/api/test/turn-vectors.json

An oracle that knows no recurrence rule and no arithmetic of clock changes: it goes through time a quarter of an hour at a
step, looks at what the calendar and the clock on the wall show, and opens a turn as a careful person would by hand. Which
days belong to a rule is counted day by day and, in passing, compared with dateutil. Needs python3 with dateutil.
"""
import calendar
import json
import random
from datetime import date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

from dateutil import rrule

UTC = timezone.utc
STEP = timedelta(minutes=15)
DAY = timedelta(days=1)
NAMES = ["MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY"]
EVERY_DAY = NAMES

# Each zone with a year in which something happens to its clocks, and a day on which that is odd.
ZONES = [
    ("America/New_York", 2024, date(2024, 3, 10)),
    ("America/St_Johns", 2010, date(2010, 11, 7)),  # clocks change at 00:01
    ("America/Sao_Paulo", 2018, date(2018, 11, 4)),  # midnight does not happen
    ("America/Havana", 2024, date(2024, 11, 3)),  # midnight happens twice
    ("America/Santiago", 2023, date(2023, 9, 3)),
    ("America/Asuncion", 2023, date(2023, 10, 1)),
    ("Atlantic/Azores", 2024, date(2024, 3, 31)),
    ("Europe/London", 2024, date(2024, 10, 27)),
    ("Europe/Berlin", 2024, date(2024, 3, 31)),
    ("Africa/Cairo", 2024, date(2024, 4, 26)),
    ("Africa/Casablanca", 2019, date(2019, 5, 5)),  # summer time pauses for Ramadan
    ("Asia/Beirut", 2022, date(2022, 3, 27)),
    ("Asia/Tehran", 2021, date(2021, 3, 22)),
    ("Asia/Kolkata", 2024, date(2024, 2, 29)),
    ("Asia/Pyongyang", 2015, date(2015, 8, 15)),  # half an hour, at midnight
    ("Australia/Lord_Howe", 2024, date(2024, 10, 6)),  # half an hour
    ("Australia/Sydney", 2024, date(2024, 4, 7)),
    ("Pacific/Chatham", 2024, date(2024, 9, 29)),
    ("Pacific/Apia", 2011, date(2011, 12, 30)),  # this day never was
    ("Pacific/Kiritimati", 1994, date(1994, 12, 31)),  # nor was this one
]


def rule(kind="WEEKLY", starts=None, every=1, on=(), month_day=None, ends_on=None, ends_after=None):
    return {
        "kind": kind,
        "startsOn": starts.isoformat(),
        "everyWeeks": every,
        "weekdays": list(on),
        "monthDay": month_day,
        "endsOn": ends_on.isoformat() if ends_on else None,
        "endsAfter": ends_after,
    }


def belongs(r, d):
    """Whether a day is one of the rule's, counted by hand."""
    starts = date.fromisoformat(r["startsOn"])
    if d < starts or (r["endsOn"] and d > date.fromisoformat(r["endsOn"])):
        return False
    if r["kind"] == "MONTHLY":
        return d.day == min(r["monthDay"], calendar.monthrange(d.year, d.month)[1])
    on = r["weekdays"] or [NAMES[starts.weekday()]]
    if NAMES[d.weekday()] not in on:
        return False
    monday = d
    while monday.weekday() != 0:
        monday -= DAY
    first = starts
    while first.weekday() != 0:
        first -= DAY
    weeks = 0
    while first < monday:
        first += 7 * DAY
        weeks += 1
    return weeks % r["everyWeeks"] == 0


def days_of(r, last):
    starts = date.fromisoformat(r["startsOn"])
    days = [starts + n * DAY for n in range((last - starts).days + 1) if belongs(r, starts + n * DAY)]
    until = min([last] + ([date.fromisoformat(r["endsOn"])] if r["endsOn"] else []))
    noon = {"dtstart": datetime.combine(starts, time(12)), "until": datetime.combine(until, time(12))}
    if r["kind"] == "MONTHLY":
        m = r["monthDay"]
        by_rule = rrule.rrule(
            rrule.MONTHLY, bymonthday=[m] if m <= 28 else list(range(28, m + 1)), bysetpos=-1, **noon
        )
    else:
        on = r["weekdays"] or [NAMES[starts.weekday()]]
        by_rule = rrule.rrule(
            rrule.WEEKLY, interval=r["everyWeeks"], byweekday=[NAMES.index(n) for n in on], wkst=rrule.MO, **noon
        )
    assert days == [moment.date() for moment in by_rule], (r, days)
    return days


def walk(v):
    """The turns of a vector: each with the day it stands for and the moment it was first seen to be there."""
    begin, end = datetime.fromisoformat(v["from"]), datetime.fromisoformat(v["until"])
    days = days_of(v["rule"], end.date() + 2 * DAY)
    wall = time.fromisoformat(v["time"])
    zones = [(datetime.fromisoformat(at), ZoneInfo(zone)) for at, zone in v["zones"]]
    holiday = v["holiday"] and [date.fromisoformat(v["holiday"][k]) for k in ("from", "until")]
    pause = v["pause"] and [datetime.fromisoformat(v["pause"][k]) for k in ("from", "until")]
    gone = {date.fromisoformat(d) for d in v["skippedOn"]}
    shown = {zone: calendar_days(zone, begin - 3 * DAY, end + 3 * DAY) for _, zone in zones}
    turns = []
    latest = None
    passed = 0
    now = begin
    while now < end:
        zone = [zone for at, zone in zones if at <= now][-1]
        here = now.astimezone(zone).replace(tzinfo=None)
        today = here.date()
        while passed < len(days) and datetime.combine(days[passed], wall) <= here:
            passed += 1
        # Where the clocks or the person went back, a day that was there before may be ahead again.
        while passed > 0 and datetime.combine(days[passed - 1], wall) > here:
            passed -= 1
        is_quiet = pause and pause[0] <= now < pause[1] or holiday and holiday[0] <= today <= holiday[1]
        is_over = v["rule"]["endsAfter"] is not None and len(turns) >= v["rule"]["endsAfter"]
        if passed > 0 and not is_quiet and not is_over:
            day = days[passed - 1]
            meant = day
            while meant not in shown[zone]:
                meant += DAY
            is_left = (
                day in gone
                or holiday and (holiday[0] <= day <= holiday[1] or today > holiday[1] and day <= holiday[1])
                or pause and now >= pause[1] and day < pause[1].astimezone(zone).date()
            )
            if not is_left and (latest is None or latest.astimezone(zone).date() < meant):
                turns.append([meant.isoformat(), stamp(now)])
                latest = now
        now += STEP
    return turns


def calendar_days(zone, begin, end):
    """The days that calendars in a zone show."""
    days = set()
    while begin < end:
        days.add(begin.astimezone(zone).date())
        begin += STEP
    return days


def stamp(moment):
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def utc(d, hours=0):
    return datetime(d.year, d.month, d.day, tzinfo=UTC) + timedelta(hours=hours)


def clock_changes(zone, year):
    """The days on which the clocks of a zone jump forward, and back; days of an ordinary year where they never do."""
    tz = ZoneInfo(zone)
    forward, back = [], []
    moment = datetime(year, 1, 1, tzinfo=UTC)
    while moment.year == year:
        before, after = moment.astimezone(tz).utcoffset(), (moment + STEP).astimezone(tz).utcoffset()
        if after != before:
            (forward if after > before else back).append((moment + STEP).astimezone(tz).date())
        moment += STEP
    return forward or [date(year, 3, 28)], back or [date(year, 10, 26)]


def vector(name, zone, r, weeks, at="00:00", zones=None, skipped=(), holiday=None, pause=None):
    starts = date.fromisoformat(r["startsOn"])
    begin = utc(starts, -26)
    v = {
        "name": f"{zone}: {name}",
        "zones": zones or [[stamp(begin), zone]],
        "rule": r,
        "time": at,
        "skippedOn": [d.isoformat() for d in skipped],
        "holiday": holiday and {"from": holiday[0].isoformat(), "until": holiday[1].isoformat()},
        "pause": pause and {"from": stamp(pause[0]), "until": stamp(pause[1])},
        "from": stamp(begin),
        "until": stamp(begin + timedelta(weeks=weeks)),
    }
    return {**v, "turns": walk(v)}


def of_zone(index, zone, year, odd):
    chance = random.Random(f"turns {zone}")
    forward, back = clock_changes(zone, year)
    spring, autumn = forward[0], back[-1]
    far = ZONES[(index + 7) % len(ZONES)][0]
    near = ZONES[(index + 1) % len(ZONES)][0]

    def moved(starts, *stays):
        return [[stamp(utc(starts, hours)), where] for hours, where in ((-26, zone), *stays)]

    def some(least, most):
        return sorted(chance.sample(NAMES, chance.randint(least, most)), key=NAMES.index)

    # A wall time within the hour that is skipped or shown twice; where clocks change at 00:01, one that is neither.
    small = "09:00" if zone == "America/St_Johns" else "02:30"
    late = "23:30" if zone == "America/St_Johns" else "00:30"
    yield vector("each week, the clocks go forward", zone, rule(starts=spring - 14 * DAY), 6)
    yield vector("Mondays and Thursdays, forward", zone, rule(starts=spring - 9 * DAY, on=["MONDAY", "THURSDAY"]), 5, small)
    yield vector("every day, forward", zone, rule(starts=spring - 3 * DAY, on=EVERY_DAY), 1)
    yield vector("every day in the small hours, forward", zone, rule(starts=spring - 3 * DAY, on=EVERY_DAY), 1, small)
    yield vector("every day, the clocks go back", zone, rule(starts=autumn - 3 * DAY, on=EVERY_DAY), 1)
    yield vector("every day in the small hours, back", zone, rule(starts=autumn - 3 * DAY, on=EVERY_DAY), 1, late)
    yield vector("every two weeks on two days", zone, rule(starts=spring - 20 * DAY, every=2, on=["TUESDAY", "FRIDAY"]), 12)
    yield vector("every two weeks, back", zone, rule(starts=autumn - 14 * DAY, every=2), 11, small)
    yield vector("every three weeks, four times", zone, rule(starts=autumn - 30 * DAY, every=3, on=["SUNDAY", "WEDNESDAY"], ends_after=4), 16)
    yield vector("on the 31st, over a year", zone, rule("MONTHLY", date(year, 1, 15), month_day=31), 60)
    yield vector("on the 30th, over a leap day", zone, rule("MONTHLY", date(2023, 11, 30), month_day=30), 24, "09:00")
    yield vector("on the 29th, a year without it and one with it", zone, rule("MONTHLY", date(2023, 1, 30), month_day=29), 62)
    yield vector("each week until a day", zone, rule(starts=autumn - 10 * DAY, on=some(2, 3), ends_on=autumn + 7 * DAY), 6)
    away = (spring, spring + 5 * DAY)
    yield vector(
        "every day, two left out, and a holiday", zone, rule(starts=spring - 6 * DAY, on=EVERY_DAY), 3,
        skipped=[spring - 2 * DAY, away[1] + 2 * DAY], holiday=away,
    )
    pause = (utc(autumn - 4 * DAY, chance.randint(0, 23)), utc(autumn + 6 * DAY, chance.randint(0, 23)))
    yield vector("some days, paused and resumed", zone, rule(starts=autumn - 12 * DAY, on=some(3, 5)), 6, pause=pause)
    begins = odd - 4 * DAY
    yield vector(
        f"every day, travelling to {far} and back", zone, rule(starts=begins, on=EVERY_DAY), 2,
        zones=moved(begins, (24 * 4 + chance.randint(0, 23), far), (24 * 8 + chance.randint(0, 23), zone)),
    )
    begins = odd - 15 * DAY
    yield vector(
        f"every two weeks, moving to {near}", zone, rule(starts=begins, every=2, on=some(2, 4), ends_after=9), 9,
        zones=moved(begins, (24 * 15 + chance.randint(0, 23), near)),
    )
    yield vector("every day about an odd day", zone, rule(starts=odd - 3 * DAY, on=EVERY_DAY), 1)
    yield vector("each week on the weekday of an odd day", zone, rule(starts=odd - 14 * DAY), 5, chance.choice(["00:00", "09:00"]))
    kind = chance.choice(["WEEKLY", "MONTHLY"])
    begins = odd - chance.randint(20, 50) * DAY
    yield vector(
        "anything", zone,
        rule("MONTHLY", begins, month_day=chance.randint(1, 31), ends_after=chance.randint(2, 5))
        if kind == "MONTHLY"
        else rule(starts=begins, every=chance.randint(1, 5), on=some(1, 7)),
        20, chance.choice(["00:00", "06:45", "21:15"]),
    )


vectors = [v for index, (zone, year, odd) in enumerate(ZONES) for v in of_zone(index, zone, year, odd)]
assert len(vectors) == 400, len(vectors)
print("[\n" + ",\n".join(json.dumps(v, separators=(",", ":")) for v in vectors) + "\n]")
