package org.paincare.session.tasks;

import static org.paincare.session.reference.DataFiles.require;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.identity.Role;
import org.paincare.session.reference.DataFiles;
import org.paincare.session.reference.Text;
import org.paincare.session.reference.Version;

/** The kinds of task of one version of {@code tasks/kinds.yaml}. */
record TaskKinds(Version version, int failedAttemptsUntilEscalation, List<Kind> kinds) {

    private static final Set<Role> STAFF = Set.of(
            Role.MEDICAL_DIRECTOR, Role.PRESCRIBER, Role.HEAD_NURSE, Role.NURSE, Role.PHARMACIST, Role.COORDINATOR);

    /**
     * @param within      from when it is raised, unless who raises it names a time
     * @param escalateTo  whose it becomes when it is overdue or its attempts failed
     * @param byHand      whether people may raise one themselves
     * @param patientSees whether it is shown to the patient it is about
     */
    record Kind(
            String kind,
            Role assignee,
            Duration within,
            Role escalateTo,
            Text label,
            @Nullable Boolean byHand,
            @Nullable Boolean patientSees) {

        Kind {
            require(kind.matches("[A-Z][A-Z_]{2,40}"), "a task kind looks like CALL_NO_SHOW, not " + kind);
            require(within.isPositive(), kind + ": there is some time to do it");
            require(STAFF.contains(assignee) && STAFF.contains(escalateTo), kind + ": staff do tasks");
        }

        boolean isRaisedByHand() {
            return Boolean.TRUE.equals(byHand);
        }

        boolean isSeenByPatient() {
            return Boolean.TRUE.equals(patientSees);
        }
    }

    TaskKinds {
        kinds = List.copyOf(kinds);
        require(failedAttemptsUntilEscalation >= 1, "at least one attempt before it escalates");
        DataFiles.requireUnique(kinds, Kind::kind);
    }

    static TaskKinds builtIn() {
        return DataFiles.builtIn("tasks/kinds.yaml", TaskKinds.class);
    }

    Optional<Kind> find(String kind) {
        return kinds.stream().filter(k -> k.kind().equals(kind)).findFirst();
    }

    /** A kind that this service itself names; the file without it does not fit the release. */
    Kind named(String kind) {
        return find(kind).orElseThrow(() -> new IllegalStateException("tasks/kinds.yaml has no " + kind));
    }

    List<String> seenByPatient() {
        return kinds.stream().filter(Kind::isSeenByPatient).map(Kind::kind).toList();
    }
}
