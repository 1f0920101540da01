package cevns.drivers.adara;

import static org.assertj.core.api.Assertions.assertThat;

import cevns.drivers.adara.AdaraPacket.Annotation;
import cevns.drivers.adara.AdaraPacket.BeamlineInfo;
import cevns.drivers.adara.AdaraPacket.DeviceDescriptor;
import cevns.drivers.adara.AdaraPacket.Monitor;
import cevns.drivers.adara.AdaraPacket.PulseHeader;
import cevns.drivers.adara.AdaraPacket.Rtdl;
import cevns.drivers.adara.AdaraPacket.RunStatus;
import cevns.drivers.adara.AdaraPacket.Sync;
import cevns.drivers.adara.AdaraPacket.Variable;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.Size;

/** Whatever is encoded comes back; whatever comes is survived. */
class AdaraRoundTripTest {

    @Property(tries = 300)
    void whatIsEncodedIsDecodedAgain(@ForAll("packets") List<AdaraPacket> sent, @ForAll int cut) {
        java.io.ByteArrayOutputStream stream = new java.io.ByteArrayOutputStream();
        sent.forEach(packet -> stream.writeBytes(AdaraEncoder.encode(packet)));
        byte[] bytes = stream.toByteArray();
        List<AdaraPacket> received = new ArrayList<>();
        AdaraDecoder decoder = new AdaraDecoder(1 << 20, received::add);
        int piece = 1 + Math.floorMod(cut, 200);
        for (int at = 0; at < bytes.length; at += piece) {
            int length = Math.min(piece, bytes.length - at);
            assertThat(decoder.feed(ByteBuffer.wrap(bytes, at, length))).isTrue();
        }
        assertThat(received).usingRecursiveFieldByFieldElementComparator().isEqualTo(sent);
    }

    @Property(tries = 500)
    void noBytesHarmTheDecoder(@ForAll @Size(max = 2000) byte[] bytes, @ForAll("types") int type) {
        List<AdaraPacket> received = new ArrayList<>();
        AdaraDecoder decoder = new AdaraDecoder(1 << 16, received::add);
        decoder.feed(ByteBuffer.wrap(bytes));
        decoder.reset();
        received.clear();
        // A sound header in front of any payload at all.
        int payload = bytes.length & ~3;
        ByteBuffer framed =
                ByteBuffer.allocate(16 + payload)
                        .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                        .putInt(payload)
                        .putInt(type << 8)
                        .putLong(0)
                        .put(bytes, 0, payload)
                        .flip();
        assertThat(decoder.feed(framed)).isTrue();
        assertThat(received).hasSize(1);
    }

    @Provide
    Arbitrary<Integer> types() {
        return Arbitraries.of(AdaraType.values()).map(type -> type.code);
    }

    @Provide
    Arbitrary<List<AdaraPacket>> packets() {
        return Arbitraries.oneOf(
                        List.of(
                                rtdl(),
                                header(),
                                status(),
                                texts(),
                                variable(),
                                sync(),
                                beamline()))
                .list()
                .ofMaxSize(8);
    }

    private static Arbitrary<EpicsTime> time() {
        return Combinators.combine(u32(), u32()).as(EpicsTime::new);
    }

    private static Arbitrary<Long> u32() {
        return Arbitraries.longs().between(0, 0xFFFFFFFFL);
    }

    private static Arbitrary<Integer> bits(int count) {
        return Arbitraries.integers().between(0, (1 << count) - 1);
    }

    private static Arbitrary<int[]> words(int count) {
        return Arbitraries.integers().array(int[].class).ofSize(count);
    }

    private static Arbitrary<AdaraPacket> rtdl() {
        return Combinators.combine(
                        bits(1),
                        time(),
                        Combinators.combine(bits(5), bits(3), bits(24), bits(10)).as(Tuple::of),
                        Combinators.combine(bits(8), bits(12), bits(1), bits(1)).as(Tuple::of),
                        Combinators.combine(u32(), bits(1), bits(30), bits(24)).as(Tuple::of),
                        words(25))
                .as(
                        (version, time, a, b, c, frames) ->
                                new Rtdl(
                                        version,
                                        time,
                                        version == 0 ? 0 : a.get1(),
                                        a.get2(),
                                        a.get3(),
                                        b.get3() == 1,
                                        b.get4() == 1,
                                        b.get1(),
                                        b.get2(),
                                        a.get4(),
                                        c.get1(),
                                        c.get2() == 1,
                                        c.get3(),
                                        c.get4(),
                                        frames));
    }

    private static Arbitrary<AdaraPacket> header() {
        Arbitrary<Monitor> monitor =
                Combinators.combine(
                                bits(10), u32(), bits(1), bits(30), bits(2).flatMap(n -> words(n)))
                        .as(
                                (id, source, flag, tof, events) ->
                                        new Monitor(id, source, flag == 1, tof, events));
        return Combinators.combine(
                        time(),
                        u32(),
                        u32(),
                        u32(),
                        bits(12),
                        bits(20),
                        monitor.list().ofMaxSize(3))
                .as(
                        (time, charge, energy, cycle, veto, flags, monitors) ->
                                new PulseHeader(
                                        monitors.isEmpty()
                                                ? AdaraType.BANKED_EVENTS
                                                : AdaraType.BEAM_MONITOR,
                                        1,
                                        time,
                                        charge,
                                        energy,
                                        cycle,
                                        veto,
                                        flags,
                                        monitors));
    }

    private static Arbitrary<AdaraPacket> status() {
        return Combinators.combine(bits(1), time(), u32(), u32(), words(3))
                .as(
                        (version, time, run, start, w) ->
                                new RunStatus(
                                        version,
                                        time,
                                        run,
                                        start,
                                        w[0],
                                        version == 0 ? 0 : w[1],
                                        version == 0 ? 0 : w[2]));
    }

    private static Arbitrary<String> text(int most) {
        return Arbitraries.strings().withChars("aµ∆ \n<&").ofMaxLength(most);
    }

    private static Arbitrary<AdaraPacket> texts() {
        Arbitrary<AdaraPacket> annotation =
                Combinators.combine(time(), bits(1), bits(15), u32(), text(50))
                        .as(
                                (time, reset, kind, scan, text) ->
                                        new Annotation(time, reset == 1, kind, scan, text));
        Arbitrary<AdaraPacket> device =
                Combinators.combine(time(), u32(), text(500)).as(DeviceDescriptor::new);
        return Arbitraries.oneOf(annotation, device);
    }

    private static Arbitrary<AdaraPacket> variable() {
        Arbitrary<AdaraPacket> whole =
                Combinators.combine(time(), u32(), u32(), bits(16), bits(16), u32())
                        .as(
                                (time, device, id, status, severity, value) ->
                                        new Variable(
                                                AdaraType.VARIABLE_U32,
                                                time,
                                                device,
                                                id,
                                                status,
                                                severity,
                                                value));
        Arbitrary<AdaraPacket> real =
                Combinators.combine(time(), u32(), u32(), bits(16), bits(16), Arbitraries.doubles())
                        .as(
                                (time, device, id, status, severity, value) ->
                                        new Variable(
                                                AdaraType.VARIABLE_DOUBLE,
                                                time,
                                                device,
                                                id,
                                                status,
                                                severity,
                                                value));
        return Arbitraries.oneOf(whole, real);
    }

    private static Arbitrary<AdaraPacket> sync() {
        return Combinators.combine(time(), Arbitraries.longs(), text(30)).as(Sync::new);
    }

    private static Arbitrary<AdaraPacket> beamline() {
        return Combinators.combine(bits(1), time(), bits(8), text(20), text(20), text(60))
                .as(BeamlineInfo::new);
    }
}
