"""The computational graph: numbers of lesson 10, fan-outs, order; gradients against autodiff and differences."""

from __future__ import annotations

import random
from collections.abc import Callable

import numpy as np
import pytest
import sympy

from calctui.maths.autodiff import gradient, value
from calctui.maths.exact.sympy_trees import to_sympy
from calctui.maths.functions import FUNCTIONS
from calctui.maths.graph import Graph, of_formula, of_nodes
from calctui.maths.parsing.formulas import parse
from calctui.maths.tree import Binary, Call, Constant, Name, Neg, Node, Num, substitute

SMOOTH = sorted(set(FUNCTIONS) - {"sign", "floor"})
POINTS = [(0.31, 0.47), (0.83, 0.29), (-0.59, 0.71), (1.7, -1.1), (0.11, 2.7)]


def named(**nodes: str) -> Graph:
    return of_nodes({name: parse(text).tree for name, text in nodes.items()}, {})


def gradients(graph: Graph, **inputs: float) -> dict[str, float]:
    return {k: float(v) for k, v in graph.backward(graph.forward(inputs)).gradients.items()}


def test_the_numbers_of_the_lesson():
    graph = named(z="w*x", p="z + b", r="p - t", L="r**2")
    values = graph.forward({"w": 3, "x": 2, "b": -1, "t": 4})
    assert {name: float(one) for name, one in values.items()} == {
        **{"w": 3, "x": 2, "z": 6, "b": -1},
        **{"p": 5, "t": 4, "r": 1, "L": 1},
    }
    found = gradients(graph, w=3, x=2, b=-1, t=4)
    assert found == {"L": 1, "r": 2, "t": -2, "p": 2, "b": 2, "z": 2, "x": 6, "w": 4}
    assert graph.order == ("w", "x", "z", "b", "p", "t", "r", "L")
    assert graph.inputs == ("w", "x", "b", "t")


def test_gradients_add_at_a_fan_out():
    graph = of_formula(parse("x*x + x").tree, {})
    assert [(node.name, node.operands) for node in graph.nodes] == [("n1", ("x", "x")), ("y", ("n1", "x"))]
    back = graph.backward(graph.forward({"x": 3}))
    assert [float(back.shares[use]) for use in graph.uses("x")] == [3, 3, 1]
    assert float(back.gradients["x"]) == 7


def test_a_use_is_an_occurrence_in_the_formula_as_written():
    assert named(y="x*x").nodes[0].operands == ("x", "x")
    assert named(y="x**2").nodes[0].operands == ("x",)
    found = named(y="x*x").backward({"x": np.asarray(3.0), "y": np.asarray(9.0)})
    assert float(found.slopes["y", 0]) == float(found.slopes["y", 1]) == 3


def test_what_a_definition_uses_twice_is_one_node():
    part = parse("sin(x)").tree
    graph = of_formula(substitute(parse("u*u + u").tree, {"u": part}), {})
    assert [node.name for node in graph.nodes] == ["n1", "n2", "y"]
    assert graph.nodes[1].operands == ("n1", "n1")


def test_constants_stay_inside():
    graph = of_formula(parse("2*pi*x + a*(1 - 3)").tree, {"a": 4.0})
    assert [node.name for node in graph.nodes] == ["n1", "y"]
    assert float(graph.forward({"x": 1})["y"]) == pytest.approx(2 * np.pi - 8)


def test_names_that_are_taken_are_not_given_again():
    graph = of_formula(parse("y*n1 + f").tree, {})
    assert [node.name for node in graph.nodes] == ["nn1", "L"]


def test_one_name_and_one_number_are_graphs():
    assert gradients(of_formula(parse("x").tree, {}), x=2) == {"x": 1, "y": 1}
    assert gradients(of_formula(parse("2").tree, {})) == {"y": 1}


def test_what_the_result_does_not_need_has_gradient_0():
    found = gradients(named(u="log(x)", y="2*w"), x=0, w=1)
    assert found["u"] == found["x"] == 0
    assert found["w"] == 2


def test_arrays_go_through_at_once():
    graph = named(z="w*x", L="z**2")
    w = np.linspace(-2, 2, 9)
    back = graph.backward(graph.forward({"w": w, "x": 3.0}))
    np.testing.assert_allclose(back.gradients["w"], 18 * w)
    np.testing.assert_allclose(back.gradients["x"], 6 * w**2)


@pytest.mark.parametrize(
    ("text", "x"), [("exp(x)**2", 700.0), ("1/x", 0.0), ("log(x)*0", -1.0), ("abs(x)", 0.0)]
)
def test_no_number_is_no_error(text: str, x: float):
    ours = gradients(of_formula(parse(text).tree, {}), x=x)["x"]
    _, (theirs,) = gradient(parse(text).tree, {"x": x}, ["x"])
    np.testing.assert_array_equal(ours, float(theirs))


def grown(random_: random.Random, depth: int) -> Node:
    if depth == 0 or random_.random() < 0.15:
        return random_.choice([Name("x"), Name("v"), Name("x"), Num(random_.randint(1, 4)), Constant("e")])
    match random_.randrange(8):
        case 0:
            return Neg(grown(random_, depth - 1))
        case 1 | 2 | 3:
            operator = random_.choice(["+", "-", "*", "/"])
            return Binary(operator, grown(random_, depth - 1), grown(random_, depth - 1))  # type: ignore[arg-type]
        case 4:
            return Binary("^", grown(random_, depth - 1), Num(random_.choice([-2, -1, 2, 3])))
        case _:
            name = random_.choice(SMOOTH)
            return Call(name, tuple(grown(random_, depth - 1) for _ in range(FUNCTIONS[name].arity)))


def derivative(tree: Node, name: str) -> Callable[..., complex] | None:
    """The derivative that sympy gives; None where the formula is no real number to it."""
    symbols = [sympy.Symbol(symbol, real=True) for symbol in ("x", "v")]
    try:
        expression = to_sympy(tree)
    except ValueError:
        return None
    if expression.has(sympy.zoo, sympy.nan, sympy.oo, sympy.I):
        return None
    return sympy.lambdify(symbols, sympy.diff(expression, symbols["xv".index(name)]), modules="numpy")


def test_random_formulas_agree_with_autodiff_sympy_and_differences():
    random_ = random.Random(11)
    by_autodiff = by_sympy = by_differences = 0
    for _ in range(200):
        tree = grown(random_, 3)
        graph = of_formula(tree, {})
        slopes = [derivative(tree, name) for name in ("x", "v")]
        for x, v in POINTS:
            env = {"x": x, "v": v}
            result, partials = gradient(tree, env, ["x", "v"])
            values = graph.forward({name: env[name] for name in graph.inputs})
            ours = graph.backward(values).gradients
            np.testing.assert_allclose(values[graph.result], result, rtol=1e-12, err_msg=str(tree))
            for name, partial, slope in zip(("x", "v"), partials, slopes, strict=True):
                mine = float(ours.get(name, np.zeros(())))
                if not np.isfinite([result, partial]).all() or abs(partial) > 1e9:
                    continue
                assert mine == pytest.approx(float(partial), rel=1e-9, abs=1e-12), (tree, env, name)
                by_autodiff += 1
                if slope is not None:
                    with np.errstate(all="ignore"):
                        theirs = complex(slope(np.float64(x), np.float64(v)))
                    if np.isfinite(theirs) and not theirs.imag:
                        assert mine == pytest.approx(theirs.real, rel=1e-8, abs=1e-9), (tree, env, name)
                        by_sympy += 1
                by_differences += settled(tree, env, name, mine, float(result))
    assert by_autodiff > 1000
    assert by_sympy > 1000
    assert by_differences > 400


def settled(tree: Node, env: dict[str, float], name: str, mine: float, result: float) -> bool:
    """Compares with a central difference where that has settled; whether it had."""
    quotients = []
    for h in (1e-4, 5e-5):
        high, low = (float(value(tree, {**env, name: env[name] + step})) for step in (h, -h))
        quotients.append((high - low) / (2 * h))
    if not np.isfinite(quotients).all() or abs(result) > 1e4:
        return False
    if abs(quotients[0] - quotients[1]) > 1e-6 * max(1.0, abs(quotients[1])):
        return False
    assert mine == pytest.approx(quotients[1], rel=1e-5, abs=1e-5), (tree, env, name)
    return True
