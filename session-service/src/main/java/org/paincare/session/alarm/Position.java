package org.paincare.session.alarm;

/**
 * Where a reading stands among those of its device: by boot, then by sequence; a clock has no say. Boots that are whole
 * numbers compare as numbers and come before all others, which compare as text.
 */
public record Position(String boot, long sequence) implements Comparable<Position> {

    @Override
    public int compareTo(Position other) {
        var boots = compareBoots(boot, other.boot);
        return boots != 0 ? boots : Long.compare(sequence, other.sequence);
    }

    private static int compareBoots(String one, String other) {
        boolean number = isWhole(one);
        if (number != isWhole(other)) {
            return number ? -1 : 1;
        }
        if (number) {
            var digits = significant(one);
            var others = significant(other);
            if (digits.length() != others.length()) {
                return Integer.compare(digits.length(), others.length());
            }
            var compared = digits.compareTo(others);
            if (compared != 0) {
                return compared;
            }
        }
        return one.compareTo(other);
    }

    private static boolean isWhole(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static String significant(String digits) {
        int zeros = 0;
        while (zeros < digits.length() - 1 && digits.charAt(zeros) == '0') {
            zeros++;
        }
        return digits.substring(zeros);
    }
}
