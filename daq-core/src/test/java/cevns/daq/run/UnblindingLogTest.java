package cevns.daq.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cevns.daq.record.Decision;
import cevns.daq.record.Unblinding;
import cevns.daq.run.UnblindingLog.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnblindingLogTest {

    @TempDir Path data;

    private static Decision decision(String who, String hash) {
        return new Decision(1, who, "shift", "the cuts are \"frozen\"\nnote 14", hash, "t", "v1");
    }

    @Test
    void opensWhenASecondPersonAgrees() throws IOException {
        UnblindingLog log = new UnblindingLog(data);
        assertThat(log.find("a")).isEmpty();
        assertThat(log.decide(decision("mara", "a"))).isEqualTo(Outcome.REQUESTED);
        assertThat(log.decide(decision(" Mara", "a"))).isEqualTo(Outcome.SAME_PERSON);
        assertThat(log.find("a")).isEmpty();
        assertThat(log.decide(decision("jo", "a"))).isEqualTo(Outcome.OPENED);
        assertThat(log.decide(decision("pim", "a"))).isEqualTo(Outcome.OPEN_ALREADY);
        Unblinding found = new UnblindingLog(data).find("a").orElseThrow();
        assertThat(found.first()).isEqualTo(decision("mara", "a"));
        assertThat(found.second()).isEqualTo(decision("jo", "a"));
        assertThat(Files.readAllLines(log.file())).hasSize(2);
    }

    @Test
    void keepsAnalysesApart() throws IOException {
        UnblindingLog log = new UnblindingLog(data);
        log.decide(decision("mara", "a"));
        assertThat(log.decide(decision("jo", "b"))).isEqualTo(Outcome.REQUESTED);
        assertThat(log.find("a")).isEmpty();
        assertThat(log.find("b")).isEmpty();
    }

    @Test
    void passesOverALineThatWasCutAndGoesOnBehindIt() throws IOException {
        UnblindingLog log = new UnblindingLog(data);
        log.decide(decision("mara", "a"));
        String line = Files.readString(log.file());
        Files.writeString(
                log.file(),
                line.replace("mara", "jo").substring(0, line.length() - 20),
                StandardOpenOption.APPEND);
        assertThat(log.find("a")).isEmpty();
        assertThat(log.decide(decision("pim", "a"))).isEqualTo(Outcome.OPENED);
        assertThat(log.find("a").orElseThrow().who()).containsExactly("mara", "pim");
    }

    @Test
    void opensNothingByALineWithoutAPersonOrAComment() throws IOException {
        UnblindingLog log = new UnblindingLog(data);
        log.decide(decision("mara", "a"));
        String line = Files.readString(log.file());
        Files.writeString(
                log.file(),
                line.replace("mara", " ") + line.replaceFirst("the cuts[^,]*14", "") + "17\n[]\n\n",
                StandardOpenOption.APPEND);
        assertThat(log.find("a")).isEmpty();
    }

    @Test
    void refusesADecisionOfNobodyOrWithoutAReason() {
        assertThatThrownBy(() -> decision("  ", "a")).hasMessageContaining("name of a person");
        assertThatThrownBy(() -> new Decision(1, "jo", "", " ok ", "a", "t", "v1"))
                .hasMessageContaining("3 characters");
        assertThatThrownBy(() -> decision("jo", "")).hasMessageContaining("hash");
        assertThatThrownBy(() -> new Unblinding(decision("jo", "a"), decision("Jo", "a")))
                .hasMessageContaining("two people");
        assertThatThrownBy(() -> new Unblinding(decision("jo", "a"), decision("mara", "b")))
                .hasMessageContaining("for analysis a, the other for b");
    }
}
