package cevns.drivers.adara;

import static org.assertj.core.api.Assertions.assertThat;

import cevns.daq.record.FrameFault;
import cevns.drivers.adara.AdaraPacket.ClientHello;
import cevns.drivers.adara.AdaraPacket.Heartbeat;
import cevns.drivers.adara.AdaraPacket.PulseHeader;
import cevns.drivers.adara.AdaraPacket.Refused;
import cevns.drivers.adara.AdaraPacket.Rtdl;
import cevns.drivers.adara.AdaraPacket.Skipped;
import cevns.drivers.adara.AdaraPacket.Sync;
import cevns.drivers.adara.AdaraPacket.Variable;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The bytes of adara.md, in both directions. */
class AdaraCodecTest {

    private static final EpicsTime TIME = new EpicsTime(799_955_763, 976_363_666);

    private final List<AdaraPacket> packets = new ArrayList<>();
    private final AdaraDecoder decoder = new AdaraDecoder(1 << 20, packets::add);

    @Test
    void decodesTheRawRecordOfAnEmptyCycle() {
        Rtdl rtdl = (Rtdl) one(Hex.RTDL_0);
        assertThat(rtdl.version()).isZero();
        assertThat(rtdl.time()).isEqualTo(TIME);
        assertThat(rtdl.time().unixNs()).isEqualTo(1_431_107_763_976_363_666L);
        assertThat(rtdl.flavor()).isZero();
        assertThat(rtdl.charge()).isEqualTo(1_019_286);
        assertThat(rtdl.timingStatus()).isEqualTo(0x1E);
        assertThat(rtdl.veto()).isEqualTo(0x004);
        assertThat(rtdl.cycle()).isZero();
        assertThat(rtdl.intraPulse()).isEqualTo(166_662);
        assertThat(rtdl.tofOffset()).isZero();
        assertThat(rtdl.ringPeriodPs()).isEqualTo(955_005);
        assertThat(rtdl.frames()[0]).isEqualTo(0x05000000);
    }

    @Test
    void decodesTheRecordAfterIt() {
        Rtdl rtdl = (Rtdl) one(Hex.RTDL_1);
        assertThat(rtdl.version()).isEqualTo(1);
        assertThat(rtdl.time().nanoseconds()).isEqualTo(993_030_666);
        assertThat(rtdl.dataFlags()).isEqualTo(1);
        assertThat(rtdl.flavor()).isEqualTo(1);
        assertThat(rtdl.charge()).isZero();
        assertThat(rtdl.veto()).isEqualTo(0x001);
        assertThat(rtdl.cycle()).isEqualTo(1);
    }

    @Test
    void decodesBeamMonitorEvents() {
        PulseHeader header = (PulseHeader) one(Hex.MONITOR);
        assertThat(header.charge()).isEqualTo(1_853_571);
        assertThat(header.energyEv()).isEqualTo(939_486_033);
        assertThat(header.cycle()).isEqualTo(123);
        assertThat(header.veto()).isEqualTo(0x004);
        assertThat(header.flags()).isEqualTo(0x200);
        AdaraPacket.Monitor monitor = header.monitors().get(0);
        assertThat(monitor.monitor()).isEqualTo(1);
        assertThat(monitor.source()).isZero();
        assertThat(monitor.tofCorrected()).isTrue();
        int[] events = monitor.events();
        assertThat(events).hasSize(2);
        assertThat(events[0] < 0).as("rising").isTrue();
        assertThat(events[0] >>> 21 & 0x3FF).isEqualTo(123);
        assertThat(events[0] & 0x1FFFFF).isEqualTo(15_000);
        assertThat(events[1] & 0x1FFFFF).isEqualTo(23_456);
    }

    @Test
    void decodesHelloHeartbeatAndDouble() {
        assertThat(one(Hex.HELLO_1))
                .isEqualTo(new ClientHello(1, new EpicsTime(799_955_763, 0), 0, 0));
        assertThat(one(Hex.HELLO_0))
                .isEqualTo(new ClientHello(0, new EpicsTime(799_955_763, 0), 0, 0));
        assertThat(one(Hex.HEARTBEAT)).isEqualTo(new Heartbeat(new EpicsTime(799_955_763, 0)));
        assertThat(one(Hex.DOUBLE))
                .isEqualTo(new Variable(AdaraType.VARIABLE_DOUBLE, TIME, 5, 1, 0, 0, 1.5));
    }

    @Test
    void encodesEachExampleToTheSameBytes() {
        for (byte[] example : examples()) {
            assertThat(AdaraEncoder.encode(one(example))).isEqualTo(example);
        }
    }

    @Test
    void computesTheEnergyOfTheExamples() {
        assertThat(PulseEnergy.eV(955_005)).isEqualTo(939_486_033);
        assertThat(PulseEnergy.eV(955_259)).isEqualTo(937_987_556);
        assertThat(PulseEnergy.eV(0)).isZero();
        assertThat(PulseEnergy.eV(827_238)).as("faster than light").isZero();
    }

    @Test
    void keepsTheLargestChargePositive() {
        byte[] full = Hex.RTDL_1.clone();
        Arrays.fill(full, 16, 19, (byte) 0xFF);
        assertThat(((Rtdl) one(full)).charge()).isEqualTo(16_777_215);
        byte[] header = Hex.MONITOR.clone();
        Arrays.fill(header, 16, 20, (byte) 0xFF);
        assertThat(((PulseHeader) one(header)).charge()).isEqualTo(0xFFFFFFFFL);
    }

    @Test
    void readsTheSameSplitAtEveryPosition() {
        byte[] stream = stream();
        feed(stream);
        List<AdaraPacket> whole = List.copyOf(packets);
        for (int at = 0; at <= stream.length; at++) {
            packets.clear();
            feed(Arrays.copyOf(stream, at));
            feed(Arrays.copyOfRange(stream, at, stream.length));
            assertSame(whole);
        }
    }

    @Test
    void readsTheSameByteByByte() {
        byte[] stream = stream();
        feed(stream);
        List<AdaraPacket> whole = List.copyOf(packets);
        packets.clear();
        for (byte b : stream) {
            feed(new byte[] {b});
        }
        assertSame(whole);
    }

    @Test
    void skipsAnUnknownTypeByItsLength() {
        feed(join(raw(0x7777_00, 12), Hex.HEARTBEAT));
        assertThat(packets.get(0)).isInstanceOf(Skipped.class);
        assertThat(((Skipped) packets.get(0)).type()).isNull();
        assertThat(packets.get(1)).isInstanceOf(Heartbeat.class);
    }

    @Test
    void letsMegabytesOfNeutronsPassWithoutKeepingThem() {
        byte[] neutrons = raw(0x4000_01, 3_000_000);
        System.arraycopy(Hex.MONITOR, 16, neutrons, 16, 16);
        feed(join(neutrons, Hex.HEARTBEAT));
        PulseHeader header = (PulseHeader) packets.get(0);
        assertThat(header.charge()).isEqualTo(1_853_571);
        assertThat(packets.get(1)).isInstanceOf(Heartbeat.class);
    }

    @Test
    void readsTheKnownPartOfANewerVersion() {
        byte[] longer = Arrays.copyOf(Hex.RTDL_1, 144);
        longer[0] = (byte) 128;
        longer[4] = 2;
        feed(join(longer, Hex.HEARTBEAT));
        assertThat(((Rtdl) packets.get(0)).ringPeriodPs()).isEqualTo(955_005);
        assertThat(packets.get(1)).isInstanceOf(Heartbeat.class);
    }

    @Test
    void refusesAKnownVersionOfAnotherLengthAndReadsOn() {
        byte[] shorter = Arrays.copyOf(Hex.RTDL_1, 132);
        shorter[0] = 116;
        byte[] longer = Arrays.copyOf(Hex.RTDL_1, 140);
        longer[0] = 124;
        feed(join(shorter, longer, Hex.HEARTBEAT));
        assertThat(((Refused) packets.get(0)).fault()).isEqualTo(FrameFault.LENGTH);
        assertThat(((Refused) packets.get(0)).why())
                .isEqualTo("rtdl version 1 has 116 bytes of payload where 120 belong");
        assertThat(((Refused) packets.get(1)).fault()).isEqualTo(FrameFault.LENGTH);
        assertThat(packets.get(2)).isInstanceOf(Heartbeat.class);
    }

    @Test
    void refusesAnRtdlWithoutRingPeriod() {
        byte[] bad = Hex.RTDL_1.clone();
        bad[35] = 5;
        assertThat(((Refused) one(bad)).fault()).isEqualTo(FrameFault.VALUE);
    }

    @Test
    void takesALengthThatIsNoMultipleOfFourForALostPlace() {
        byte[] bad = Hex.HEARTBEAT.clone();
        bad[0] = 5;
        assertThat(decoder.feed(ByteBuffer.wrap(bad))).isFalse();
        assertThat(((Refused) packets.get(0)).fault()).isEqualTo(FrameFault.FRAMING);
        assertThat(decoder.feed(ByteBuffer.wrap(Hex.HEARTBEAT))).as("ignored").isFalse();
        decoder.reset();
        assertThat(decoder.feed(ByteBuffer.wrap(Hex.HEARTBEAT))).isTrue();
        assertThat(packets).hasSize(2);
    }

    @Test
    void takesALengthAboveOneGibibyteForALostPlace() {
        byte[] bad = Hex.HEARTBEAT.clone();
        bad[3] = 0x41;
        assertThat(decoder.feed(ByteBuffer.wrap(bad))).isFalse();
    }

    @Test
    void refusesAPacketLargerThanItReadsAndReadsOn() {
        feed(join(raw(0x8000_00, 2 << 20), Hex.HEARTBEAT));
        assertThat(((Refused) packets.get(0)).fault()).isEqualTo(FrameFault.LENGTH);
        assertThat(packets.get(1)).isInstanceOf(Heartbeat.class);
    }

    @Test
    void refusesCountsThatDoNotFitThePayload() {
        byte[] monitor = Hex.MONITOR.clone();
        monitor[32] = 3;
        byte[] sync = AdaraEncoder.encode(new Sync(TIME, 0, "abc"));
        sync[16 + 24] = 5;
        byte[] device = raw(0x8000_00, 8);
        Arrays.fill(device, 20, 24, (byte) 0xFF);
        byte[] annotation = raw(0x4007_00, 8);
        annotation[16] = 1;
        byte[] beamline = raw(0x400B_00, 4);
        beamline[16] = 1;
        feed(join(monitor, sync, device, annotation, beamline));
        assertThat(packets).hasSize(5).allMatch(p -> p instanceof Refused);
        assertThat(packets).allMatch(p -> ((Refused) p).fault() == FrameFault.LENGTH);
    }

    @Test
    void refusesASynchronisationWithoutSignature() {
        byte[] sync = AdaraEncoder.encode(new Sync(TIME, 0, ""));
        sync[16] = 0;
        assertThat(((Refused) one(sync)).fault()).isEqualTo(FrameFault.FRAMING);
    }

    @Test
    void writesTheSignatureOfTheText() {
        byte[] sync = AdaraEncoder.encode(new Sync(TIME, 0x1234, ""));
        assertThat(Arrays.copyOfRange(sync, 16, 40))
                .isEqualTo(
                        Hex.bytes(
                                "53 4e 53 41 44 41 52 41 4f 52 4e 4c 00 00 f0 7f",
                                "34 12 00 00 00 00 00 00"));
    }

    private AdaraPacket one(byte[] bytes) {
        packets.clear();
        feed(bytes);
        assertThat(packets).hasSize(1);
        return packets.get(0);
    }

    private void feed(byte[] bytes) {
        assertThat(decoder.feed(ByteBuffer.wrap(bytes))).isTrue();
    }

    private void assertSame(List<AdaraPacket> expected) {
        assertThat(packets).usingRecursiveFieldByFieldElementComparator().isEqualTo(expected);
    }

    private static byte[] raw(int format, int payload) {
        return ByteBuffer.allocate(16 + payload)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(payload)
                .putInt(format)
                .putInt((int) TIME.seconds())
                .putInt(0)
                .array();
    }

    private static byte[] stream() {
        byte[][] all = examples().toArray(byte[][]::new);
        return join(join(all), raw(0x7777_00, 8), raw(0x8003_00, 20));
    }

    private static List<byte[]> examples() {
        return List.of(
                Hex.HELLO_1,
                Hex.HELLO_0,
                Hex.RTDL_0,
                Hex.RTDL_1,
                Hex.MONITOR,
                Hex.HEARTBEAT,
                Hex.DOUBLE);
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
