package cevns.web.control;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Keeps every command and what came of it, one line of JSON each, in {@code control.jsonl} of the
 * data directory. It is only ever appended to; a refused command is in it too.
 */
final class AuditLog {

    private static final JsonFactory JSON = new JsonFactory();

    private final Path file;

    AuditLog(Path data) {
        file = data.resolve("control.jsonl");
    }

    /**
     * Appends a line.
     *
     * @param timeNs host time [ns since the Unix epoch]
     * @param run the run it spoke to; 0 for none
     * @throws UncheckedIOException naming the file, if it cannot be written
     */
    void write(long timeNs, int run, Command command, Outcome outcome) {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try {
            try (JsonGenerator json = JSON.createGenerator(line)) {
                json.writeStartObject();
                json.writeNumberField("timeNs", timeNs);
                json.writeStringField("who", command.who());
                json.writeStringField("action", command.action().word());
                json.writeStringField("comment", command.comment());
                json.writeStringField("id", command.id());
                json.writeNumberField("run", run);
                json.writeStringField("result", outcome.result().word());
                json.writeStringField("text", outcome.text());
                json.writeEndObject();
            }
            line.write('\n');
            Files.write(
                    file, line.toByteArray(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": cannot keep the command", e);
        }
    }
}
