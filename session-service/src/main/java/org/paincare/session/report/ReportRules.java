package org.paincare.session.report;

import static org.paincare.session.reference.DataFiles.require;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.paincare.session.reference.DataFiles;
import org.paincare.session.reference.Source;
import org.paincare.session.reference.Text;
import org.paincare.session.reference.Version;

/** One version of {@code ledger/reports.yaml}: which reports a jurisdiction has, their columns and words. */
record ReportRules(
        Version version,
        Source source,
        Map<Column, Text> columns,
        Map<Attention, Text> attention,
        Map<String, Jurisdiction> jurisdictions) {

    /** What a report is of. */
    enum Kind {
        /** Every movement, with the balance of its lot after it. */
        CONTROL_BOOK(true),
        DAILY(false),
        MONTHLY(false),
        /** What is on hand at the end of a day. */
        INVENTORY(false),
        LOSSES(true),
        DESTRUCTIONS(true);

        private final boolean byEntry;

        Kind(boolean byEntry) {
            this.byEntry = byEntry;
        }

        /** Whether a row is a movement; else it is a lot. */
        boolean isByEntry() {
            return byEntry;
        }
    }

    /** A value that a report can show. */
    enum Column {
        AT,
        TYPE,
        SUBSTANCE,
        SCHEDULE,
        CODE,
        CUM,
        NDC,
        INVIMA,
        LOT,
        EXPIRES_ON,
        CONCENTRATION,
        SUPPLIER,
        INVOICE,
        IN_MG,
        OUT_MG,
        BALANCE_MG,
        ML,
        CONTAINER,
        PATIENT,
        SESSION,
        ACTOR,
        WITNESS,
        REASON,
        REVERSES,
        ENTRY,
        HASH,
        OPENING_MG,
        RECEIVED_MG,
        ADMINISTERED_MG,
        WASTED_MG,
        DESTROYED_MG,
        TRANSFERRED_MG,
        LOST_MG,
        ADJUSTED_MG,
        CLOSING_MG,
        CONTAINERS
    }

    /** What somebody has to look at. */
    enum Attention {
        LICENCE_MISSING,
        LICENCE_EXPIRED,
        COUNT_VARIANCE,
        SESSION_UNBALANCED,
        NOT_COUNTED,
        EXPIRED_STOCK,
        INVENTORY_DUE
    }

    /** Clinic settings that hold the licence. */
    record Licence(String number, String expiresOn) {}

    /** @param code the authority's number of the substance; empty where it has none */
    record Substance(String schedule, String code) {}

    record Layout(Text title, List<Column> columns) {
        Layout {
            columns = List.copyOf(columns);
            require(!columns.isEmpty(), title.en() + ": no columns");
            require(EnumSet.copyOf(columns).size() == columns.size(), title.en() + ": a column twice");
        }
    }

    /**
     * @param basis          which law asks for these reports: they need no patient's consent
     * @param inventoryYears at most between two inventories
     */
    record Jurisdiction(
            Licence licence,
            Text basis,
            int inventoryYears,
            Map<String, Substance> substances,
            Map<Kind, Layout> reports) {
        Jurisdiction {
            require(inventoryYears >= 1 && inventoryYears <= 10, "an inventory every 1 to 10 years");
            substances = Map.copyOf(substances);
            reports = new EnumMap<>(reports);
        }

        Optional<Layout> layout(Kind kind) {
            return Optional.ofNullable(reports.get(kind));
        }
    }

    ReportRules {
        require(columns.keySet().equals(EnumSet.allOf(Column.class)), "every column has its words");
        require(attention.keySet().equals(EnumSet.allOf(Attention.class)), "every note has its words");
        columns = new EnumMap<>(columns);
        attention = new EnumMap<>(attention);
        jurisdictions = Map.copyOf(jurisdictions);
    }

    static ReportRules builtIn() {
        return DataFiles.builtIn("ledger/reports.yaml", ReportRules.class);
    }
}
