package org.paincare.session.chart;

/** Lends the statement of the grid to the test that has it explained. */
public final class Grids {

    public static final String SELECT = VitalGrid.SELECT;

    private Grids() {}
}
