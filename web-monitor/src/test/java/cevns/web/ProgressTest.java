package cevns.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final PrintStream err = new PrintStream(said, true, StandardCharsets.UTF_8);

    @Test
    void saysNothingOfWorkThatIsQuicklyDone() {
        Progress progress = new Progress("verify", err, false);
        progress.accept(0.5);
        progress.accept(1);
        progress.done();
        assertThat(said.size()).isZero();
    }

    @Test
    void saysHowMuchIsDoneAndHowLongItTakesYet() {
        Progress progress = new Progress("verify", err, false);
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(
                        () -> {
                            progress.accept(Double.NaN);
                            progress.accept(0.25);
                            return said.size() > 0;
                        });
        assertThat(said.toString(StandardCharsets.UTF_8)).matches("verify: 25 %, \\d+ s left\\R");
    }
}
