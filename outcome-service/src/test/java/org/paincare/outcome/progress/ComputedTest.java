package org.paincare.outcome.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.paincare.outcome.care.CareFile;
import org.paincare.outcome.diary.DiaryDay;
import org.paincare.outcome.diary.MigraineDefinition;
import org.paincare.outcome.instrument.Instruments;
import org.paincare.outcome.window.DayMeasure;
import org.paincare.platform.scoring.Instrument;

class ComputedTest {

    private static final ZoneId ZONE = ZoneId.of("America/Bogota");
    private static final LocalDate FIRST = LocalDate.of(2026, 1, 5);
    private static final UUID PLAN = UUID.fromString("0197a000-0000-7000-8000-000000000009");
    private static final Instrument MOH_DAYS = Instruments.shipped().required("MOH-DAYS");
    private static final Measured MEASURED = new Measured(DayMeasure.MIGRAINE_DAYS, null, MigraineDefinition.STRICT_4H);

    @Property(tries = 100)
    void aDayBehindEveryClosedWindowChangesNoResultYet(
            @ForAll Random random,
            @ForAll @IntRange(min = 0, max = 150) int today,
            @ForAll @IntRange(max = 180) int day) {
        var written = FIRST.minusDays(28).plusDays(day);
        var now = FIRST.plusDays(today);
        var diary = diary(random, written);
        var later = new ArrayList<>(diary);
        later.add(DiaryDay.headache(written, 600, 9));

        if (Computed.isAfterClosedWindows(file(), written, now)) {
            assertThat(computed(later, now)).isEqualTo(computed(diary, now));
        }
    }

    @Property(tries = 50)
    void theSameDaysInAnyOrderGiveTheSameResults(
            @ForAll Random random, @ForAll @IntRange(min = 0, max = 200) int today) {
        var diary = diary(random, FIRST.minusDays(99));
        var shuffled = new ArrayList<>(diary);
        Collections.shuffle(shuffled, random);

        assertThat(computed(shuffled, FIRST.plusDays(today))).isEqualTo(computed(diary, FIRST.plusDays(today)));
    }

    private static List<Computed> computed(List<DiaryDay> diary, LocalDate today) {
        return Computed.all(file(), diary, MEASURED, today, MOH_DAYS);
    }

    /** Most days of half a year, some of them migraine days; never the one left out. */
    private static List<DiaryDay> diary(Random random, LocalDate leftOut) {
        var diary = new ArrayList<DiaryDay>();
        for (int i = -28; i < 160; i++) {
            var date = FIRST.plusDays(i);
            if (!date.equals(leftOut) && random.nextInt(8) > 0) {
                diary.add(random.nextInt(3) == 0 ? DiaryDay.headache(date, 300, 7) : DiaryDay.withoutHeadache(date));
            }
        }
        return diary;
    }

    private static CareFile file() {
        var sessions = new ArrayList<CareFile.Session>();
        for (int week = 0; week < 6; week++) {
            var start = FIRST.plusWeeks(week).atTime(9, 0).atZone(ZONE).toInstant();
            sessions.add(new CareFile.Session(
                    new UUID(7, week),
                    PLAN,
                    1,
                    week + 1,
                    CareFile.SessionState.HELD,
                    start,
                    start.plusSeconds(3600),
                    null,
                    7,
                    4,
                    null,
                    false,
                    null));
        }
        var activated = Instant.parse("2026-01-04T12:00:00Z");
        return new CareFile(
                new CareFile.Clinic(ZONE, "CO", List.of("es"), null),
                new CareFile.Patient(new UUID(1, 1), null, null),
                List.of(),
                List.of(new CareFile.Plan(
                        PLAN,
                        activated,
                        null,
                        null,
                        List.of(new CareFile.Plan.Revision(1, "INDUCTION", 6, 7, new BigDecimal("0.5"), activated)))),
                sessions,
                List.of(),
                List.of());
    }
}
