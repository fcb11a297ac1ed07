package org.paincare.session;

import com.lowagie.text.pdf.PdfReader;
import com.lowagie.text.pdf.parser.PdfTextExtractor;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.paincare.testing.Tokens;

/** What is printed on a PDF that the running service answers. */
public final class Papers {

    private Papers() {}

    /** The words of every page in their order, whatever their lines. */
    public static String words(String user, String path, String language) {
        return wordsFor(Tokens.of(user), path, language);
    }

    /** The same of another clinic, by a token of it. */
    public static String wordsFor(String bearer, String path, String language) {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + path))
                .header("Authorization", "Bearer " + bearer)
                .header("Accept-Language", language)
                .build();
        try (var client = HttpClient.newHttpClient();
                var reader = new PdfReader(client.send(request, HttpResponse.BodyHandlers.ofByteArray())
                        .body())) {
            var words = new StringBuilder();
            for (int page = 1; page <= reader.getNumberOfPages(); page++) {
                words.append(new PdfTextExtractor(reader).getTextFromPage(page)).append(' ');
            }
            return words.toString().replaceAll("\\s+", " ");
        } catch (IOException | InterruptedException failed) {
            throw new AssertionError(failed);
        }
    }
}
