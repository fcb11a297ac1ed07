package org.paincare.e2e.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.paincare.e2e.whole.Evidence;
import org.paincare.e2e.whole.Seed;
import org.paincare.e2e.whole.Somebody;
import org.paincare.e2e.whole.Tier;
import org.paincare.e2e.whole.Whole;
import org.paincare.testing.http.Answer;
import org.paincare.testing.http.Api;
import org.paincare.testing.local.DemoClinic;

/** R11: two clinics read as much as each other; then one has ten times the readers, a hundred clients in all. */
class BusyNeighbourTest {

    private static final int READERS = 9;
    private static final int TIMES = 10;

    @Test
    @Tag(Tier.LONG)
    void aClinicThatAsksTenTimesAsMuchHardlySlowsAnother() throws Exception {
        Whole whole = Whole.running();
        whole.awaitReady();
        String run = Long.toString(Seed.of("R11"), 36);
        String here = patientOf(whole, DemoClinic.BOGOTA, run);
        String there = patientOf(whole, DemoClinic.CARTAGENA, run);
        Duration span = Tier.current().besideBusy;
        readers(whole, there, READERS, here, READERS, span);
        List<Double> alike = readers(whole, there, READERS, here, READERS, span);
        List<Double> besideBusy = readers(whole, there, READERS, here, READERS * TIMES, span);
        Evidence.of(
                "R11",
                "p99 of a clinic's reads %.1f ms beside its like, %.1f ms beside one with ten times the readers"
                        .formatted(NeighbourVerdict.p99(alike), NeighbourVerdict.p99(besideBusy)));

        assertThat(NeighbourVerdict.findings(alike, besideBusy)).isEmpty();
    }

    @Test
    void aClinicThatWaitsBehindAnotherWouldBeNoticed() {
        List<Double> alike = Collections.nCopies(300, 20.0);

        assertThat(NeighbourVerdict.findings(alike, Collections.nCopies(300, 110.0)))
                .hasSize(1);
        assertThat(NeighbourVerdict.findings(alike, Collections.nCopies(300, 39.0)))
                .isEmpty();
        assertThat(NeighbourVerdict.findings(alike, List.of())).isNotEmpty();
    }

    private static String patientOf(Whole whole, DemoClinic clinic, String run) {
        return "/v1/patients/"
                + whole.people()
                        .of("coordinator", clinic)
                        .post("/v1/patients", Somebody.named("Vecina " + run))
                        .expect(201)
                        .json()
                        .path("id")
                        .asText();
    }

    /** Readers of both clinics, each with one read after the other. @return how long each read of the quiet one took */
    private static List<Double> readers(
            Whole whole, String quiet, int quietReaders, String busy, int busyReaders, Duration span) throws Exception {
        Api one = whole.people().of("coordinator", DemoClinic.CARTAGENA);
        Api other = whole.people().of("coordinator", DemoClinic.BOGOTA);
        long end = System.nanoTime() + span.toNanos();
        List<Double> times = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<Double>>> timed = new ArrayList<>();
            for (int i = 0; i < quietReaders; i++) {
                timed.add(threads.submit(() -> read(one, quiet, end)));
            }
            List<Future<List<Double>>> untimed = new ArrayList<>();
            for (int i = 0; i < busyReaders; i++) {
                untimed.add(threads.submit(() -> read(other, busy, end)));
            }
            for (var each : timed) {
                times.addAll(each.get());
            }
            for (var each : untimed) {
                assertThat(each.get()).isNotEmpty();
            }
        }
        return times;
    }

    private static List<Double> read(Api reader, String path, long end) {
        List<Double> millis = new ArrayList<>();
        while (System.nanoTime() < end) {
            long began = System.nanoTime();
            Answer answer = reader.get(path);
            answer.expect(200);
            millis.add((System.nanoTime() - began) / 1e6);
        }
        return millis;
    }
}
