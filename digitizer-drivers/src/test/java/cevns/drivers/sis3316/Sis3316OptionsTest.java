package cevns.drivers.sis3316;

import static org.assertj.core.api.Assertions.assertThat;

import cevns.daq.config.ConfigTree;
import cevns.daq.config.Configs;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class Sis3316OptionsTest {

    private static List<String> problems(String text) {
        ConfigTree tree = Configs.parse(text, "board.conf");
        Sis3316Options.read(tree);
        tree.rejectUnknown();
        return tree.problems().lines();
    }

    @Test
    void needsAHostAndChannels() {
        assertThat(problems("host = sis, channels { \"0..15\" {} }")).isEmpty();
        assertThat(problems("host = sis")).hasSize(1).first().asString().contains("channels");
        assertThat(problems("channels { 0 {} }")).first().asString().contains("host");
    }

    @Test
    void refusesWhatABoardCannotBe() {
        String ok = "host = sis, channels { 0 {} }, ";
        for (String bad :
                List.of(
                        "clock { mhz = 100 }",
                        "marks = true",
                        "groups { 4 {} }",
                        "groups { 0 { raw_samples = 63 } }",
                        "groups { 0 { input_range_v = 1 } }",
                        "groups { 0 { accumulators = [{ start = 0, length = 513 }] } }",
                        "channels { \"0..16\" {} }",
                        "channels { 1 { range_v = 3 } }",
                        "channels { \"0..1\" {} }",
                        "packets_per_request = 16",
                        "registers { \"0x10\" = 1 }",
                        "reconnect_s = []",
                        "thresold = 3")) {
            assertThat(problems(ok + bad)).as(bad).hasSize(1);
        }
    }

    /** The fields of sis3316-udp.md §3, computed by hand. */
    @Test
    void putsEveryFieldWhereTheDocumentHasIt() {
        Map<Integer, Integer> plan =
                RegisterPlan.of(
                        Boards.options(
                                1,
                                """
                                user_byte = 165
                                bank_words = 4096
                                groups {
                                  1 {
                                    raw_samples = 300, raw_start = 20, pre_trigger_samples = 100
                                    gate_samples = 400, pile_up_samples = 7, re_pile_up_samples = 9
                                    maw_words = 12, maw_delay_samples = 34
                                    averaging_mode = 2, averaged_samples = 50
                                    averaged_pre_trigger_samples = 3
                                    accumulators = [
                                      { start = 5, length = 10 }, { start = 15, length = 512 }
                                    ]
                                  }
                                  2 { raw_samples = 70000 }
                                }
                                channels {
                                  5 {
                                    invert = true, range_v = 2, termination_50ohm = false
                                    format_bits = 11, maw_test = energy, trigger_delay_samples = 8
                                    fir {
                                      peaking_samples = 100, gap_samples = 50, threshold = 1000
                                      cfd = half, high_threshold = 9000
                                    }
                                    energy_filter {
                                      peaking_samples = 200, gap_samples = 60, average = 1
                                      tau_factor = 5, tau_table = 2
                                    }
                                  }
                                  6 { trigger = external }
                                }
                                registers { "0x70" = 3 }
                                """));
        assertThat(plan)
                .containsEntry(0x2004, 0x0000_0500)
                .containsEntry(0x2010, 0x0008_0500)
                .containsEntry(0x2014, 0xA540_0000)
                .containsEntry(0x2018, 4096)
                .containsEntry(0x1018, 4096)
                .containsEntry(0x201C, 398)
                .containsEntry(0x2020, 300 << 16 | 20)
                .containsEntry(0x2024, 9 << 16 | 7)
                .containsEntry(0x2028, 100)
                .containsEntry(0x202C, 2 << 28 | 3 << 16 | 50)
                .containsEntry(0x2030, 0x0000_3B00)
                .containsEntry(0x2034, 34 << 16 | 12)
                .containsEntry(0x2038, 0x0000_0400)
                .containsEntry(0x2050, 50 << 12 | 100)
                .containsEntry(0x2054, 0x8000_0000 | 1 << 30 | 3 << 28 | 0x800_03E8)
                .containsEntry(0x2058, 0x800_0000 + 9000)
                .containsEntry(0x2064, 0x800_0000 + 10_000)
                .containsEntry(0x20A0, 9 << 16 | 5)
                .containsEntry(0x20A4, 511 << 16 | 15)
                .containsEntry(0x20C4, 2 << 30 | 5 << 24 | 1 << 22 | 60 << 12 | 200)
                .containsEntry(0x3020, 0)
                .containsEntry(0x3098, 70_000)
                .containsEntry(0x60, 0x100)
                .containsEntry(0x5C, 0x10)
                .containsEntry(0x70, 3);
        HitLayout layout = HitLayout.of(5, plan, true);
        assertThat(layout.channelId()).isEqualTo(0xA55);
        assertThat(layout.preTrigger()).isEqualTo(80);
        assertThat(layout.averagedPreTrigger()).isEqualTo(100 + 3 * 8);
        // 2 + 7 + 2 + 2 + count word + averaging word, raw, averaged, test data
        assertThat(layout.words()).isEqualTo(15 + 150 + 25 + 12);
        assertThat(HitLayout.of(9, plan, false).words()).isEqualTo(3 + 35_000);
    }
}
