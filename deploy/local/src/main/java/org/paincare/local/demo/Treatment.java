package org.paincare.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;

/** The course of her treatment, counted in weeks from its first day: six sessions, maintenance, reviews, the relapse. */
final class Treatment {

    private static final int INDUCTION_SESSIONS = 6;
    /** When the second of two bad windows of 28 days is over and closed. */
    private static final int RELAPSE_KNOWN_AFTER_DAYS = 44 * 7 + 3;

    private final DemoWoman her;
    private final TreatmentPlanning planning;
    private final AtHome home;
    private final Queue<UUID> vials;
    private final LocalDate dayOne;

    Treatment(DemoWoman her, TreatmentPlanning planning, AtHome home, Queue<UUID> vials, LocalDate dayOne) {
        this.her = her;
        this.planning = planning;
        this.home = home;
        this.vials = vials;
        this.dayOne = dayOne;
    }

    /**
     * Six weekly sessions. In the second the pressure is critical and she is sick; the lower dose that is proposed is
     * signed as a revision of the plan.
     */
    void induction() {
        var booked = new ArrayList<UUID>();
        for (int week = 0; week < INDUCTION_SESSIONS; week++) {
            booked.add(planning.book(morningOf(week)));
        }
        home.until(dayOne.minusDays(1), AtHome.Phase.BASELINE);
        session(booked.get(0), 0, SessionDay.Story.GOOD);
        session(booked.get(1), 1, new SessionDay.Story(7, 4, true, true));
        planning.accept("LOWER_DOSE");
        alertsAre("Pressure and nausea settled; dose lowered");
        for (int week = 2; week < INDUCTION_SESSIONS; week++) {
            session(booked.get(week), week, SessionDay.Story.GOOD);
        }
    }

    /** After two, four and then eight weeks, as each window's proposal says; reviews every twelve weeks let it go on. */
    void maintenance() {
        planning.accept("START_MAINTENANCE");
        session(7);
        arrive(9);
        planning.accept("WIDEN_INTERVAL");
        session(11);
        review(12, "Responder of 50 %: goes on, further apart");
        arrive(13);
        planning.accept("WIDEN_INTERVAL");
        session(19);
        review(24, "Response holds");
        session(27);
        session(35);
        review(36, "Response holds");
    }

    /** Two bad windows; the relapse is seen, consents are renewed, the prescriber has yet to decide on a new series. */
    void relapse(Intake intake) {
        home.until(dayOne.plusDays(RELAPSE_KNOWN_AFTER_DAYS), AtHome.Phase.WORSE_AGAIN);
        intake.consents();
        home.until(day(48).minusDays(1), AtHome.Phase.WORSE_AGAIN);
        her.time().moveTo(morningOf(48));
        planning.reviewed("CONTINUE", "Relapse; whether to begin a new series is to be decided");
    }

    /** Evenings at home up to yesterday. */
    void untilYesterday(LocalDate today) {
        home.until(today.minusDays(1), AtHome.Phase.WORSE_AGAIN);
    }

    private void session(int week) {
        session(planning.book(morningOf(week)), week, SessionDay.Story.GOOD);
    }

    private void session(UUID id, int week, SessionDay.Story story) {
        arrive(week);
        new SessionDay(her, id, vials.remove(), planning.read(), story).runs();
        her.time().settle();
    }

    private void review(int week, String note) {
        arrive(week);
        planning.reviewed("CONTINUE", note);
    }

    private void arrive(int week) {
        if (week > 0) {
            home.until(day(week).minusDays(1), AtHome.Phase.BETTER);
        }
        her.time().moveTo(morningOf(week));
    }

    /** Every alert that was raised is acknowledged by a nurse, acted on and closed by the prescriber. */
    private void alertsAre(String settled) {
        for (JsonNode alert : raised()) {
            var path = "/v1/safety-alerts/" + alert.get("id").asText();
            her.as("nurse").post(path + "/acknowledgement", Map.of()).expect(200);
            her.command("prescriber", path, "action", Map.of("note", settled));
            her.command("prescriber", path, "closure", Map.of("note", settled));
        }
    }

    private JsonNode raised() {
        her.time().settle();
        return her.as("nurse")
                .get(her.path("/safety-alerts?state=RAISED&limit=100"))
                .expect(200)
                .json()
                .get("items");
    }

    private LocalDate day(int week) {
        return dayOne.plusWeeks(week);
    }

    private Instant morningOf(int week) {
        return DemoWoman.morningOf(day(week));
    }
}
