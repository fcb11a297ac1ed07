package org.paincare.local.export;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.paincare.testing.local.CannotStart;

/**
 * Takes a clinic that moves into another installation, from what {@link ClinicExport} wrote there. Nothing is believed: files,
 * rows and hashes are compared with the manifest, every row with what it became, the chains of the audit are recomputed, the
 * ledger is balanced, and no service may know more of another's events than that one has given. All four databases are
 * committed when all are ready; where that breaks off between two, the same import goes on.
 */
public final class ClinicImport {

    private final List<Source> targets;

    public ClinicImport(List<Source> targets) {
        this.targets = List.copyOf(targets);
    }

    /**
     * @return the databases that took it in; none where it had arrived before
     * @throws CannotStart where anything is not as it must be; nothing was taken in
     */
    public List<String> read(Path folder) throws IOException, SQLException {
        Export export = Export.read(folder);
        if (!export.basis().equals(Order.Basis.CLINIC_MOVES.name())) {
            throw new CannotStart(
                    "Only a clinic that moves is taken in; this export was ordered for " + export.basis() + ".");
        }
        for (Source target : targets) {
            if (!export.tables().containsKey(target.name())) {
                throw new CannotStart("The export has nothing of the database " + target.name() + ".");
            }
        }
        List<Arrival> open = new ArrayList<>();
        try {
            Map<String, Arrival> arriving = new TreeMap<>();
            Map<String, Arrival> all = new TreeMap<>();
            for (Source target : targets) {
                Arrival arrival = new Arrival(target, export);
                open.add(arrival);
                all.put(target.name(), arrival);
                if (!arrival.hasArrived()) {
                    arrival.requireEmptyPlace();
                    arriving.put(target.name(), arrival);
                }
            }
            for (Arrival arrival : arriving.values()) {
                arrival.takeIn();
            }
            if (!arriving.isEmpty()) {
                requireOneMoment(all);
            }
            for (Arrival arrival : arriving.values()) {
                arrival.commit();
            }
            return List.copyOf(arriving.keySet());
        } finally {
            for (Arrival arrival : open) {
                arrival.close();
            }
        }
    }

    /** The databases were read seconds apart. Had a service given events in between, their numbers would be given again. */
    private static void requireOneMoment(Map<String, Arrival> all) throws SQLException {
        for (Map.Entry<String, Arrival> giver : all.entrySet()) {
            if (!giver.getValue().hasEvents()) {
                continue;
            }
            Map<String, Long> given = giver.getValue().given();
            for (Arrival taker : all.values()) {
                if (!taker.hasEvents()) {
                    continue;
                }
                for (Map.Entry<String, Long> taken :
                        taker.takenFrom(giver.getKey()).entrySet()) {
                    if (taken.getValue() > given.getOrDefault(taken.getKey(), 0L)) {
                        throw new CannotStart(
                                "The parts of the export are of different moments: suspend the clinic, wait"
                                        + " until its outboxes are empty and export again. Nothing was taken in.");
                    }
                }
            }
        }
    }
}
