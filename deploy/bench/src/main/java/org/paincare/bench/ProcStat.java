package org.paincare.bench;

/**
 * One line of {@code /proc/PID/stat}.
 *
 * @param parent process
 * @param ticks of CPU used by itself and by its children that have ended, in user and kernel mode
 */
record ProcStat(long pid, long parent, long ticks) {

    private static final int STATE = 0;
    private static final int PARENT = 1;
    /** utime, stime, cutime and cstime follow one another. */
    private static final int FIRST_TIME = 11;

    private static final int TIMES = 4;

    static ProcStat parse(String line) {
        // The name stands in parentheses and may hold anything, spaces and parentheses too.
        int nameEnds = line.lastIndexOf(')');
        String[] fields = line.substring(nameEnds + 2).split(" ");
        if (fields[STATE].length() != 1) {
            throw new IllegalArgumentException("no line of /proc/PID/stat: " + line);
        }
        long ticks = 0;
        for (int i = 0; i < TIMES; i++) {
            ticks += Long.parseLong(fields[FIRST_TIME + i]);
        }
        return new ProcStat(
                Long.parseLong(line.substring(0, line.indexOf(' '))), Long.parseLong(fields[PARENT]), ticks);
    }

    /**
     * CPU of the whole machine that was used, from the first line of {@code /proc/stat}: all but idle and waiting for
     * disks, and without guests, whose time is in user time already.
     */
    static long machineTicks(String firstLine) {
        String[] fields = firstLine.trim().split("\\s+");
        if (!fields[0].equals("cpu")) {
            throw new IllegalArgumentException("no first line of /proc/stat: " + firstLine);
        }
        long user = Long.parseLong(fields[1]);
        long nice = Long.parseLong(fields[2]);
        long system = Long.parseLong(fields[3]);
        long interrupts = Long.parseLong(fields[6]) + Long.parseLong(fields[7]);
        long steal = Long.parseLong(fields[8]);
        return user + nice + system + interrupts + steal;
    }
}
