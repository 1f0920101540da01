package cevns.drivers.sis3316;

import static org.assertj.core.api.Assertions.assertThat;

import cevns.daq.record.LossCause;
import cevns.daq.record.LossView;
import cevns.daq.record.SourceCounters;
import cevns.daq.record.TriggerKind;
import cevns.drivers.CapturedRecords;
import cevns.drivers.CapturedRecords.Waveform;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BankDecoderTest {

    private static final long ORIGIN = 1_800_000_000_000_000_000L;
    private static final int SAMPLES = 8;

    private CapturedRecords records;
    private final List<String> faults = new ArrayList<>();

    private static Sis3316Board board(Sis3316Options options) {
        TreeMap<Integer, Integer> registers = new TreeMap<>(RegisterPlan.of(options));
        List<HitLayout> layouts = new ArrayList<>();
        options.channels().forEach(c -> layouts.add(HitLayout.of(c.number(), registers, true)));
        return new Sis3316Board(0x3316200B, 0, 0x01250004, 8_000_000, layouts, new TreeMap<>());
    }

    private BankDecoder decoder(String channels) {
        records = new CapturedRecords();
        Sis3316Options options =
                Boards.options(
                        1,
                        "user_byte = 165\ngroups { \"0..3\" { raw_samples = 8,"
                                + " pre_trigger_samples = 2 } }\n"
                                + channels);
        return new BankDecoder(
                options,
                board(options),
                ORIGIN,
                records,
                (fault, what) -> {
                    faults.add(what);
                    records.counters().refuse(fault);
                });
    }

    /** A hit of format 2 of a channel of the board with user byte 0xA5. */
    private static void put(ByteBuffer out, int channel, long timestamp) {
        char[] raw = samples(100 * channel);
        Sis3316Encoder.Header header =
                new Sis3316Encoder.Header(
                        0xA50 | channel, 2, timestamp, 0, 0, 0, new int[8], null, 0, 0, false, -1);
        Sis3316Encoder.put(out, header, raw, new char[0], new int[0]);
    }

    private static char[] samples(int first) {
        char[] samples = new char[SAMPLES];
        for (int i = 0; i < SAMPLES; i++) {
            samples[i] = (char) (first + i);
        }
        return samples;
    }

    private static ByteBuffer bank(int channel, int hits) {
        ByteBuffer out = ByteBuffer.allocate(4096).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < hits; i++) {
            put(out, channel, 1000 + 100L * i);
        }
        return out.flip();
    }

    private static final String SELF = "channels { 6 { format_bits = 2 } }";
    private static final int HIT_BYTES = 4 * (2 + 2 + 1 + SAMPLES / 2);

    @Test
    void makesARecordOfEachHit() {
        decoder(SELF).take(6, bank(6, 3), ORIGIN + 1_000_000);
        assertThat(records.waveforms).hasSize(3);
        Waveform second = records.waveforms.get(1);
        assertThat(second.ticks()).isEqualTo(1100);
        assertThat(second.timeNs()).isEqualTo(ORIGIN + 8800);
        assertThat(second.channel()).isEqualTo(6);
        assertThat(second.kinds()).isEqualTo(TriggerKind.SELF.bit());
        assertThat(second.channelsInTrigger()).isEqualTo(1);
        assertThat(second.triggerId()).isEqualTo(1);
        assertThat(second.preTrigger()).isEqualTo(2);
        assertThat(second.sampleWidthPs()).isEqualTo(8000);
        assertThat(second.samples()).isEqualTo(samples(600));
        assertThat(second.extra()).hasSize(20);
        assertThat(faults).isEmpty();
    }

    @Test
    void countsTheHitThatIsDamagedAndFindsTheNext() {
        ByteBuffer bank = bank(6, 4);
        bank.putInt(HIT_BYTES, 0xDEAD_BEEF);
        bank.putInt(2 * HIT_BYTES + 16, 0);
        decoder(SELF).take(6, bank, ORIGIN + 1_000_000);
        assertThat(records.waveforms).extracting(Waveform::ticks).containsExactly(1000L, 1300L);
        assertThat(records.losses).hasSize(1);
        assertThat(records.losses.get(0).cause()).isEqualTo(LossCause.CORRUPT);
        assertThat(records.losses.get(0).units()).isEqualTo(2);
        assertThat(faults.get(0)).contains("18 words of channel 6", "0xDEADBEEF");
    }

    @Test
    void saysUnknownOfWhatIsNoWholeNumberOfHits() {
        ByteBuffer bank = bank(6, 2);
        bank.limit(bank.limit() - 8);
        decoder(SELF).take(6, bank, ORIGIN + 1_000_000);
        assertThat(records.waveforms).hasSize(1);
        assertThat(records.losses.get(0).units()).isEqualTo(LossView.UNKNOWN_UNITS);
    }

    @Property(tries = 200)
    void takenBitByBitItIsTheSame(
            @ForAll @IntRange(max = 20) int flips,
            @ForAll @IntRange(max = 40) int cut,
            @ForAll @IntRange(min = 1, max = 4) int most,
            @ForAll long seed) {
        Random random = new Random(seed);
        ByteBuffer bank = bank(6, 10);
        for (int i = 0; i < flips; i++) {
            int at = random.nextInt(bank.limit());
            bank.put(at, (byte) (bank.get(at) ^ 1 << random.nextInt(8)));
        }
        bank.limit(bank.limit() - cut / 4 * 4);
        decoder(SELF).take(6, bank.duplicate().order(ByteOrder.LITTLE_ENDIAN), ORIGIN + 1_000_000);
        CapturedRecords whole = records;
        BankDecoder decoder = decoder(SELF);
        decoder.begin(6, bank, ORIGIN + 1_000_000);
        for (int i = 0; i < 11; i++) {
            decoder.go(most);
        }
        assertThat(records.waveforms).usingRecursiveComparison().isEqualTo(whole.waveforms);
        assertThat(records.losses).usingRecursiveComparison().isEqualTo(whole.losses);
    }

    @Property(tries = 500)
    void balancesWhateverIsInTheBank(
            @ForAll @IntRange(max = 20) int flips,
            @ForAll @IntRange(max = 40) int cut,
            @ForAll long seed) {
        Random random = new Random(seed);
        ByteBuffer bank = bank(6, 10);
        for (int i = 0; i < flips; i++) {
            int at = random.nextInt(bank.limit());
            bank.put(at, (byte) (bank.get(at) ^ 1 << random.nextInt(8)));
        }
        bank.limit(bank.limit() - Math.min(bank.limit(), 4 * cut));
        decoder(SELF).take(6, bank, ORIGIN + 1_000_000);
        SourceCounters counters = records.counters();
        assertThat(counters.unitsRead).isEqualTo(counters.recordsWritten + counters.lost());
        assertThat(counters.recordsWritten).isLessThanOrEqualTo(10);
        if (counters.unknownLosses == 0) {
            assertThat(counters.unitsRead).isEqualTo(bank.limit() / HIT_BYTES);
        }
    }

    @Property(tries = 200)
    void survivesAnyWords(@ForAll int[] words) {
        ByteBuffer bank = ByteBuffer.allocate(4 * words.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int word : words) {
            bank.putInt(word);
        }
        decoder(SELF).take(6, bank.flip(), ORIGIN);
        assertThat(records.counters().unitsRead)
                .isEqualTo(records.counters().recordsWritten + records.counters().lost());
    }

    @Test
    void goesOnCountingWhenTheCounterRollsOver() {
        long range = 1L << 48;
        BankDecoder decoder = decoder(SELF);
        ByteBuffer bank = ByteBuffer.allocate(4096).order(ByteOrder.LITTLE_ENDIAN);
        put(bank, 6, range - 5);
        put(bank, 6, 7);
        put(bank, 6, range - 1);
        decoder.take(6, bank.flip(), ORIGIN + 8 * range);
        // Nothing came for two and a half periods: the host's clock knows how many.
        bank.clear();
        put(bank, 6, range / 2);
        decoder.take(6, bank.flip(), ORIGIN + 8 * (3 * range + range / 2) + 1_000_000);
        assertThat(records.waveforms)
                .extracting(Waveform::ticks)
                .containsExactly(range - 5, range + 7, range - 1, 3 * range + range / 2);
    }

    @Test
    void oneDamagedTimeStampMovesNoOther() {
        BankDecoder decoder = decoder(SELF);
        ByteBuffer bank = ByteBuffer.allocate(4096).order(ByteOrder.LITTLE_ENDIAN);
        put(bank, 6, 1000);
        put(bank, 6, 1100 | 1L << 46);
        put(bank, 6, 1200);
        decoder.take(6, bank.flip(), ORIGIN + 1_000_000);
        assertThat(records.waveforms.get(2).ticks()).isEqualTo(1200);
        assertThat(decoder.lastNs()).isEqualTo(ORIGIN + 9600);
    }

    @Test
    void makesOneMarkOfATriggerThatAllChannelsStore() {
        BankDecoder decoder =
                decoder(
                        "marks = true\n"
                                + "channels { \"5..6\" { format_bits = 2, trigger = external } }");
        decoder.take(5, bank(5, 2), ORIGIN + 1_000_000);
        decoder.take(6, bank(6, 2), ORIGIN + 1_000_000);
        assertThat(records.marks).hasSize(2);
        assertThat(records.marks.get(1).ticks()).isEqualTo(1100);
        assertThat(records.marks.get(1).timeNs()).isEqualTo(ORIGIN + 8800);
        assertThat(records.waveforms).extracting(Waveform::channelsInTrigger).containsOnly(2);
        assertThat(records.waveforms)
                .extracting(Waveform::triggerId)
                .containsExactly(1000L, 1100L, 1000L, 1100L);
        assertThat(records.waveforms)
                .extracting(Waveform::kinds)
                .containsOnly(TriggerKind.BEAM.bit());
    }

    @Test
    void knowsWhenABankHasNoRoomForAnotherHit() {
        BankDecoder decoder = decoder(SELF);
        assertThat(decoder.isFull(6, 9 * 1000)).isFalse();
        assertThat(decoder.isFull(6, 0xFF_FFFF - 9)).isFalse();
        assertThat(decoder.isFull(6, 0xFF_FFFF - 8)).isTrue();
    }

    @Test
    void knowsHowManyHitsWordsAre() {
        assertThat(decoder(SELF).hitsIn(6, 18)).isEqualTo(2);
        assertThat(decoder(SELF).hitsIn(6, 19)).isEqualTo(3);
    }
}
