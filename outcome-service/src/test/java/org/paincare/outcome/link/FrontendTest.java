package org.paincare.outcome.link;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.paincare.platform.link.PageAddress;

class FrontendTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://clinic.example/answers#{token}",
                "https://clinic.example/es/responder?via=mail#t={token}",
                "http://localhost:5173/#{token}"
            })
    void anAddressWithTheTokenBehindTheHashIsUsable(String template) {
        assertThat(PageAddress.isUsable(template)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://clinic.example/answers/{token}",
                "https://clinic.example/answers?t={token}#x",
                "https://clinic.example/answers#here",
                "https://clinic.example/#{token}{token}",
                "http://clinic.example/#{token}",
                "https://user:pass@clinic.example/#{token}",
                "javascript:alert(1)#{token}",
                "https:///#{token}",
                "https://clinic.example/ #{token}",
                "//clinic.example/#{token}"
            })
    void whateverWouldShowTheTokenToAServerOrLeadElsewhereIsNot(String template) {
        assertThat(PageAddress.isUsable(template)).isFalse();
    }
}
