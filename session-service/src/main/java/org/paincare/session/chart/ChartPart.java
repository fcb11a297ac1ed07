package org.paincare.session.chart;

import java.util.List;
import org.paincare.session.care.Session;

/** What another feature adds to the chart. Asked inside the transaction that reads the chart. */
public interface ChartPart {

    /** Due sets of observations: what was due when, what was done, what is overdue. */
    interface DueSets extends ChartPart {}

    List<?> of(Session session);
}
