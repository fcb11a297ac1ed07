package org.paincare.platform.audit;

import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.db.CommitWrites;
import org.paincare.platform.identity.Caller;
import org.paincare.platform.identity.CurrentCaller;
import org.paincare.platform.tenancy.CurrentClinic;

/** Records who did and saw what, each in the way that suits it: writes with the write, reads in batches. */
@ApplicationScoped
public class Audit {

    private final CommitWrites writes;
    private final ReadAudit reads;
    private final PendingReads pending;
    private final CurrentCaller caller;
    private final CurrentClinic clinic;

    Audit(CommitWrites writes, ReadAudit reads, PendingReads pending, CurrentCaller caller, CurrentClinic clinic) {
        this.writes = writes;
        this.reads = reads;
        this.pending = pending;
        this.caller = caller;
        this.clinic = clinic;
    }

    /** Records a write of the caller, or of due work, in the transaction under way: both are there or neither is. */
    public void wrote(AuditEntry entry) {
        insert(
                caller.isSystem()
                        ? AuditRow.bySystem(clinic.get(), entry)
                        : AuditRow.byCaller(caller.get(), clinic.get(), entry));
    }

    /** The statement that records a write of the caller, for whoever writes in a transaction of their own. */
    public Statement statement(AuditEntry entry) {
        var row = AuditRow.byCaller(caller.get(), clinic.get(), entry);
        return new Statement(AuditRow.INSERT + AuditRow.VALUES, row.parameters());
    }

    /** An INSERT and its parameters. */
    public record Statement(String sql, @Nullable Object[] parameters) {}

    /** The same for an operator, who works in the clinic set for this work and has none of their own. */
    public void wroteAs(Caller operator, AuditEntry entry) {
        insert(AuditRow.byCaller(operator, clinic.get(), entry));
    }

    /** Records a write of the system itself (an event, a timer) in the transaction under way. */
    public void wroteBySystem(AuditEntry entry) {
        insert(AuditRow.bySystem(clinic.get(), entry));
    }

    /** Records that the caller reads something; the answer leaves only after this is durable. */
    public void read(AuditEntry entry) {
        pending.add(reads.append(AuditRow.byCaller(caller.get(), clinic.get(), entry)));
    }

    private void insert(AuditRow row) {
        writes.add(CommitWrites.Turn.AUDIT, row.clinicId(), AuditRow.INSERT + AuditRow.VALUES, row.parameters());
    }
}
