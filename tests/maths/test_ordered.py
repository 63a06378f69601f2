"""Values in order, against numpy's own functions."""

import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from calctui.maths.ordered import distinct, percentiles

VALUES = arrays(
    np.float64, st.integers(1, 40), elements=st.floats(-1e6, 1e6) | st.sampled_from([0.0, -0.0, 1.0])
)


@given(VALUES)
def test_distinct_values_are_those_of_numpy(values):
    assert distinct(values).tolist() == np.unique(values).tolist()


def test_nothing_has_no_distinct_values():
    assert distinct(np.empty(0)).size == 0


@given(VALUES, st.sampled_from([0, 2, 3, 37.5, 50, 90, 97, 98, 100]))
def test_a_percentile_is_that_of_numpy(values, percent):
    assert percentiles(values, percent)[0] == float(np.percentile(values, percent))


@pytest.mark.parametrize("used", ["distinct(x)", "percentiles(x, 98)"])
def test_neither_loads_masked_arrays(used):
    program = (
        "import sys, numpy as np; from calctui.maths.ordered import distinct, percentiles\n"
        f"x = np.array([2.0, 1.0]); {used}; sys.exit('numpy.ma' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
