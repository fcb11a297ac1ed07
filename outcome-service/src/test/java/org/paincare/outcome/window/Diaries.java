package org.paincare.outcome.window;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.paincare.outcome.diary.DiaryDay;
import org.paincare.outcome.diary.DiaryRules;
import org.paincare.outcome.diary.MedicationClass;
import org.paincare.outcome.diary.MigraineDefinition;

/** Diaries for tests: so many migraine days among so many recorded ones. */
public final class Diaries {

    private Diaries() {}

    /** The first {@code migraine} days are treated migraine days, the rest of the recorded ones without headache. */
    public static List<DiaryDay> days(LocalDate from, int recorded, int migraine) {
        List<DiaryDay> days = new ArrayList<>();
        for (int i = 0; i < recorded; i++) {
            LocalDate date = from.plusDays(i);
            days.add(
                    i < migraine
                            ? DiaryDay.headache(date, 300, 7).taking(MedicationClass.TRIPTAN)
                            : DiaryDay.withoutHeadache(date));
        }
        return days;
    }

    public static Window window(int index, int recorded, int migraine) {
        return window(index, recorded, migraine, MigraineDefinition.STRICT_4H);
    }

    public static Window window(int index, int recorded, int migraine, MigraineDefinition definition) {
        var span = new WindowGrid(LocalDate.of(2026, 1, 1), 28).window(index);
        return Window.of(
                span, days(span.from(), recorded, migraine), definition, DiaryRules.shipped(), WindowRules.shipped());
    }
}
