"""Two to four teams: redmap against PyVRP and OR-Tools with one second each, on 20 generated cases.

    pip install pyvrp ortools
    cargo build --release
    python3 tests/bench/teams.py target/release/redmap

Prints one line a case: stops, teams, whether there are windows, and the travel seconds each found
("-": no plan that keeps all demands). The cases are the same on every machine.
"""

import json
import math
import random
import subprocess
import sys
import tempfile
import time

from ortools.constraint_solver import pywrapcp, routing_enums_pb2
from pyvrp import Model
from pyvrp.stop import MaxRuntime

DAY = 10 * 3600
CASES = 20


def make(seed):
    """A request in the form of the contract: a day of ten hours, half the stops with windows."""
    dice = random.Random(seed)
    teams = 2 + seed % 3
    count = [24, 32, 40, 50, 60][seed % 5]
    points = [(dice.random() * 12000, dice.random() * 9000) for _ in range(count + 1)]
    # Straight metres with a detour of 1.3, at 6 m/s.
    seconds = [[round(1.3 * math.dist(a, b) / 6) for b in points] for a in points]
    stops = [{}]
    for _ in range(count):
        stop = {"service": 60 * dice.choice([5, 10, 15])}
        if seed % 4 and dice.random() < 0.5:
            stop["open"] = dice.randrange(0, DAY - 7200, 900)
            stop["close"] = stop["open"] + dice.choice([3600, 7200, 10800])
        stops.append(stop)
    return {"seconds": seconds, "stops": stops, "start": 0, "end": 0, "until": DAY, "teams": teams}


def redmap(binary, case):
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump(case, file)
        file.flush()
        began = time.perf_counter()
        answer = subprocess.check_output([binary, "plan", "--matrix", file.name, "--json"])
        took = time.perf_counter() - began
    plan = json.loads(answer)
    return (None if plan["violations"] else check(case, plan["routes"])), took


def check(case, routes):
    """The travel of routes that keep every demand, counted anew."""
    travel, seen = 0, set()
    for route in routes:
        at, now = 0, 0
        for stop in route["order"][1:]:
            now += case["seconds"][at][stop]
            travel += case["seconds"][at][stop]
            if stop:
                data = case["stops"][stop]
                now = max(now, data.get("open", 0))
                assert now <= data.get("close", DAY) and stop not in seen
                now += data["service"]
                seen.add(stop)
            at = stop
        assert now <= DAY
    assert len(seen) == len(case["stops"]) - 1
    return travel


def pyvrp(case):
    model = Model()
    places = [model.add_location(0, 0) for _ in case["stops"]]
    depot = model.add_depot(places[0])
    model.add_vehicle_type(case["teams"], start_depot=depot, end_depot=depot, tw_late=DAY)
    for place, stop in zip(places[1:], case["stops"][1:]):
        model.add_client(
            place,
            service_duration=stop["service"],
            tw_early=stop.get("open", 0),
            tw_late=stop.get("close", DAY),
        )
    for i, a in enumerate(places):
        for j, b in enumerate(places):
            if i != j:
                seconds = case["seconds"][i][j]
                model.add_edge(a, b, distance=seconds, duration=seconds)
    result = model.solve(stop=MaxRuntime(1), seed=1, display=False)
    return result.cost() if result.is_feasible() else None


def ortools(case):
    manager = pywrapcp.RoutingIndexManager(len(case["stops"]), case["teams"], 0)
    routing = pywrapcp.RoutingModel(manager)
    node = manager.IndexToNode
    travel = routing.RegisterTransitCallback(lambda a, b: case["seconds"][node(a)][node(b)])
    service = [stop.get("service", 0) for stop in case["stops"]]
    clock = routing.RegisterTransitCallback(
        lambda a, b: service[node(a)] + case["seconds"][node(a)][node(b)]
    )
    routing.SetArcCostEvaluatorOfAllVehicles(travel)
    routing.AddDimension(clock, DAY, DAY, False, "time")
    time_of = routing.GetDimensionOrDie("time")
    for i, stop in enumerate(case["stops"][1:], 1):
        index = manager.NodeToIndex(i)
        time_of.CumulVar(index).SetRange(stop.get("open", 0), stop.get("close", DAY))
    search = pywrapcp.DefaultRoutingSearchParameters()
    search.first_solution_strategy = routing_enums_pb2.FirstSolutionStrategy.PARALLEL_CHEAPEST_INSERTION
    search.local_search_metaheuristic = routing_enums_pb2.LocalSearchMetaheuristic.GUIDED_LOCAL_SEARCH
    search.time_limit.seconds = 1
    found = routing.SolveWithParameters(search)
    return found.ObjectiveValue() if found else None


def main():
    binary = sys.argv[1]
    worse, total = 0, 0.0
    print("case stops teams windows redmap PyVRP OR-Tools redmap-ms")
    for seed in range(CASES):
        case = make(seed)
        ours, took = redmap(binary, case)
        theirs = [pyvrp(case), ortools(case)]
        best = min((t for t in theirs if t is not None), default=None)
        if best is not None and (ours is None or ours > best):
            worse += 1
        total += took
        cells = [seed, len(case["stops"]) - 1, case["teams"], "yes" if seed % 4 else "no"]
        cells += ["-" if t is None else t for t in [ours, *theirs]] + [round(took * 1000)]
        print(*cells, flush=True)
    print(f"worse than the better of the two: {worse} of {CASES}; mean {total / CASES * 1000:.0f} ms")


if __name__ == "__main__":
    main()
