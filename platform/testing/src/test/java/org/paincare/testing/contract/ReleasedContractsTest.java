package org.paincare.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** The gate: a released contract is never broken, and what was added was accepted on purpose. */
class ReleasedContractsTest {

    private static final String ACCEPT = "contracts.accept";

    private final ContractLock released = ContractLock.released();
    private final ContractLock working = ContractLock.of(Contracts.load());

    @Test
    void noReleasedContractIsBroken() {
        assertThat(Compatibility.check(released, working))
                .as("changes that break a released contract, see platform/contracts/README.md")
                .isEmpty();
    }

    @Test
    void everyAdditionIsAccepted() throws IOException {
        if (Boolean.getBoolean(ACCEPT)) {
            accept();
        } else {
            assertThat(working.differences(released))
                    .as("additions not yet accepted; accept with -D%s=true, see platform/contracts/README.md", ACCEPT)
                    .isEmpty();
        }
    }

    @Test
    void theTableInTheReadmeIsTheContracts() throws IOException {
        if (!Boolean.getBoolean(ACCEPT)) {
            var readme = Files.readString(ContractFolder.module().resolve("README.md"));
            assertThat(readme)
                    .as("stale table in platform/contracts/README.md; write it with -D%s=true", ACCEPT)
                    .isEqualTo(ContractTable.update(readme, Contracts.load()));
        }
    }

    private void accept() throws IOException {
        noReleasedContractIsBroken();
        Files.writeString(ContractFolder.resources().resolve(ContractLock.FILE), working.write());
        var readme = ContractFolder.module().resolve("README.md");
        Files.writeString(readme, ContractTable.update(Files.readString(readme), Contracts.load()));
    }
}
