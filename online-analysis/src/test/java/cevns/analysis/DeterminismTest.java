package cevns.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What would make a replay differ from the run does not stand in these sources. */
class DeterminismTest {

    private static final List<String> FORBIDDEN =
            List.of(
                    "\\bHash(Map|Set)\\b",
                    "\\bIdentityHashMap\\b",
                    "\\b(Map|Set)\\.(of|copyOf|ofEntries)\\(",
                    "Collectors\\.(toSet|toMap|groupingBy)",
                    "\\bSystem\\.(nanoTime|currentTimeMillis)",
                    "\\b(Instant|LocalDateTime|Clock)\\.now|Clock\\.system",
                    "\\b(Random|ThreadLocalRandom|UUID)\\b",
                    "(?<!Strict)(?<!Fast)Math\\.(exp|log|log10|log1p|expm1|pow|sin|cos|tan|atan2?|asin"
                        + "|acos|sinh|cosh|tanh|cbrt|hypot|random)\\(",
                    "\\bparallel(Stream)?\\(");

    @Test
    void nothingAsksAClockAHashOrderOrARandomNumber() throws IOException {
        for (String forbidden : FORBIDDEN) {
            Pattern pattern = Pattern.compile(forbidden);
            for (Path file : sources()) {
                assertThat(Files.readString(file))
                        .as(file + " and " + forbidden)
                        .doesNotContainPattern(pattern);
            }
        }
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            List<Path> all = files.filter(f -> f.toString().endsWith(".java")).toList();
            assertThat(all).hasSizeGreaterThan(30);
            return all;
        }
    }
}
