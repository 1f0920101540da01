package cevns.daq.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SourceInfoTest {

    private static SourceInfo info(String group) {
        return new SourceInfo(
                "board-2", "dig2", "VX2745", "7", "1.0", false, 5, 1, 8, 48, List.of(), "{}",
                group);
    }

    @Test
    void keepsTheGroupOfTheStart() {
        SourceInfo info = info("board-1/2");
        assertThat(RecordText.sourceInfo(RecordText.of(info))).isEqualTo(info);
    }

    @Test
    void readsTheTextOfARunFromBeforeThereWereGroups() {
        String text = RecordText.of(info(""));
        assertThat(text).doesNotContain("startGroup");
        assertThat(RecordText.sourceInfo(text)).isEqualTo(info(""));
    }

    @Test
    void onlySourcesThatNameAGroupWereStartedTogether() {
        assertThat(info("board-1/1").startedWith(info("board-1/1"))).isTrue();
        assertThat(info("board-1/1").startedWith(info("board-1/2"))).isFalse();
        assertThat(info("").startedWith(info(""))).isFalse();
    }
}
