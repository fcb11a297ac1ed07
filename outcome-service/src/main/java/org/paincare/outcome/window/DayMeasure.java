package org.paincare.outcome.window;

/** What a window counts; each value names its unit. */
public enum DayMeasure {
    /** Days per 28. */
    MIGRAINE_DAYS,
    /** Days per 28. */
    HEADACHE_DAYS,
    /** Days per 28 with moderate or severe headache of the length {@code DiaryRules} asks. */
    MODERATE_SEVERE_DAYS,
    /** Days per 28 with severe headache. */
    SEVERE_DAYS,
    /** Days per 28 with acute medication, intranasal ketamine not among them. */
    ACUTE_MEDICATION_DAYS,
    /** Days per 28 with intranasal ketamine at home. */
    INTRANASAL_KETAMINE_DAYS,
    /** Hours per 28 days. */
    HEADACHE_HOURS,
    /** Attacks per 7 days. */
    ATTACKS_PER_WEEK,
    /** Mean of the days' strongest pain, 0 to 10, days without headache as 0. */
    MEAN_DAILY_NRS,
    /** Mean of the days' concentration, 0 to 10, more is better. */
    MEAN_CONCENTRATION
}
