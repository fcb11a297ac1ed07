package org.paincare.bench;

import java.util.Map;

/** What a load came to, as its maker saw it; the fields are those of {@link Sample}. */
record LoadResult(long answered, double seconds, Map<String, Long> failures, double p50Millis, double p99Millis) {}
