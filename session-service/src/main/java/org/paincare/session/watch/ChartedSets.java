package org.paincare.session.watch;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import org.paincare.session.care.Session;
import org.paincare.session.chart.ChartPart;

/** The due sets of a session on its chart, shaped as under {@code /due-sets}. */
@ApplicationScoped
class ChartedSets implements ChartPart.DueSets {

    private final Courses courses;
    private final InstantSource clock;

    ChartedSets(Courses courses, InstantSource clock) {
        this.courses = courses;
        this.clock = clock;
    }

    @Override
    public List<DueSetJson.View> of(Session session) {
        var now = clock.instant();
        return DueSetJson.all(courses.of(session, now), courses.schedule(), now).items();
    }
}
