package cevns.drivers.adara;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cevns.drivers.adara.AdaraPacket.Annotation;
import cevns.drivers.adara.AdaraPacket.ClientHello;
import cevns.drivers.adara.AdaraPacket.PulseHeader;
import cevns.drivers.adara.AdaraPacket.Rtdl;
import cevns.drivers.emulation.EmulatedBeam;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The emulated stream service, as a plain socket sees it. */
class AdaraEmulatorTest {

    private static final EpicsTime ZERO = new EpicsTime(0, 0);

    private final EmulatedBeam beam = AdaraLoopback.beam("first_cycle = 590", 1);
    private AdaraEmulator emulator;

    @AfterEach
    void close() {
        emulator.close();
    }

    @Test
    void closesWhenNoHelloComesInTime() throws IOException {
        emulator = AdaraLoopback.emulator("hello_timeout_s = 0.2", beam);
        long from = System.nanoTime();
        try (Socket client = connect()) {
            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
        assertThat(System.nanoTime() - from).isBetween(150_000_000L, 5_000_000_000L);
    }

    @Test
    void sendsNothingBeforeTheHello() throws IOException {
        emulator = AdaraLoopback.emulator("hello_timeout_s = 5", beam);
        try (Socket client = connect()) {
            client.setSoTimeout(150);
            assertThat(catchTimeout(client)).isTrue();
        }
    }

    @Test
    void dropsAClientThatSendsAnythingElse() throws IOException {
        emulator = AdaraLoopback.emulator("", beam);
        assertDropped(Hex.HEARTBEAT);
    }

    @Test
    void dropsAClientThatSendsTooLongAPacket() throws IOException {
        emulator = AdaraLoopback.emulator("", beam);
        byte[] hello = Hex.HELLO_1.clone();
        hello[0] = 0;
        hello[1] = 4;
        hello[4] = 2;
        assertDropped(hello);
    }

    @Test
    void dropsAHelloOfTheWrongLength() throws IOException {
        emulator = AdaraLoopback.emulator("", beam);
        byte[] hello = Hex.HELLO_0.clone();
        hello[4] = 1;
        assertDropped(hello);
    }

    @Test
    void sendsItsStateAndThenEachPulseInOrder() throws IOException {
        emulator = AdaraLoopback.emulator("", beam);
        List<AdaraPacket> packets = read(Hex.HELLO_1, all -> headers(all) > 30);
        assertThat(packets.subList(0, 5))
                .extracting(packet -> packet.getClass().getSimpleName())
                .containsExactly(
                        "Sync", "RunStatus", "BeamlineInfo", "DeviceDescriptor", "Annotation");
        assertThat(((Annotation) packets.get(4)).comment()).isEqualTo("SIMULATED");
        Rtdl rtdl = null;
        int pulses = 0;
        for (AdaraPacket packet : packets.subList(5, packets.size())) {
            if (packet instanceof Rtdl next) {
                rtdl = next;
            } else if (packet instanceof PulseHeader header) {
                assertThat(header.time()).isEqualTo(rtdl.time());
                assertThat(header.charge()).isEqualTo(rtdl.charge());
                assertThat(header.cycle()).isEqualTo(rtdl.cycle());
                assertThat(header.veto()).isEqualTo(rtdl.veto());
                assertThat(header.energyEv()).isEqualTo(PulseEnergy.eV(rtdl.ringPeriodPs()));
                assertThat(header.has(AdaraFrame.PULSE_VETOED))
                        .isEqualTo((rtdl.veto() & 0xFFB) != 0);
                assertThat(header.type())
                        .isEqualTo(
                                pulses++ % 2 == 0
                                        ? AdaraType.BEAM_MONITOR
                                        : AdaraType.BANKED_EVENTS);
            }
        }
        assertThat(rtdl.time().nanoseconds() % 1000).as("whole microseconds").isZero();
    }

    @Test
    void speaksWithOldClients() throws IOException {
        emulator = AdaraLoopback.emulator("", beam);
        assertThat(headers(read(Hex.HELLO_0, all -> headers(all) > 3))).isGreaterThan(3);
    }

    @Test
    void marksRawRecordsAsNotCorrected() throws IOException {
        emulator = AdaraLoopback.emulator("charge_association = raw_lagged", beam);
        byte[] all = AdaraEncoder.encode(new ClientHello(1, ZERO, 1, 2));
        List<AdaraPacket> packets = read(all, some -> headers(some) > 60);
        assertThat(packets)
                .filteredOn(packet -> packet instanceof PulseHeader)
                .allMatch(packet -> (((PulseHeader) packet).flags() & 0x0C0) == 0x0C0);
        List<Rtdl> rtdls =
                packets.stream().filter(Rtdl.class::isInstance).map(Rtdl.class::cast).toList();
        // Cycles 590, 591, … of the machine: number 10 is the empty one, told by number 11.
        assertThat(rtdls.get(10).cycle()).isZero();
        assertThat(rtdls.get(10).flavor()).isZero();
        assertThat(rtdls.get(10).charge()).isGreaterThan(1_000_000);
        assertThat(rtdls.get(11).charge()).isLessThanOrEqualTo(1);
        assertThat(rtdls.get(11).veto()).isEqualTo(0x001);
    }

    @Test
    void sendsHistoryFromTheIndexPointBefore() throws IOException {
        EmulatedBeam older = AdaraLoopback.beam("", 10);
        long began = EpicsTime.ofUnixNs(older.startNs()).seconds();
        emulator = AdaraLoopback.emulator("index_s = 4", older);
        awaitHistory();
        byte[] hello = AdaraEncoder.encode(new ClientHello(1, ZERO, began + 6, 2));
        List<AdaraPacket> packets = read(hello, all -> headers(all) > 3);
        assertThat(firstRtdl(packets).time().seconds()).isEqualTo(began + 4);
    }

    @Test
    void keepsNoMoreHistoryThanItSays() throws IOException {
        EmulatedBeam older = AdaraLoopback.beam("", 10);
        emulator = AdaraLoopback.emulator("history_s = 3", older);
        awaitHistory();
        byte[] hello = AdaraEncoder.encode(new ClientHello(1, ZERO, 1, 2));
        List<AdaraPacket> packets = read(hello, all -> headers(all) > 3);
        assertThat(firstRtdl(packets).time().unixNs() - older.startNs())
                .isGreaterThan(6_000_000_000L);
    }

    @Test
    void servesSeveralClientsAtOnce() throws Exception {
        emulator = AdaraLoopback.emulator("", beam);
        List<Thread> threads = new ArrayList<>();
        List<Integer> counts = new java.util.Vector<>();
        for (int i = 0; i < 3; i++) {
            Thread thread =
                    new Thread(
                            () -> {
                                try {
                                    counts.add(
                                            headers(read(Hex.HELLO_1, all -> headers(all) > 20)));
                                } catch (IOException e) {
                                    throw new java.io.UncheckedIOException(e);
                                }
                            });
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join(10_000);
        }
        assertThat(counts).hasSize(3).allMatch(count -> count > 20);
    }

    private void awaitHistory() {
        await().pollDelay(java.time.Duration.ofMillis(200)).until(() -> true);
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(emulator.address().getAddress(), emulator.address().getPort());
        socket.setSoTimeout(30_000);
        return socket;
    }

    private void assertDropped(byte[] sent) throws IOException {
        try (Socket client = connect()) {
            client.getOutputStream().write(sent);
            int answer;
            try {
                answer = client.getInputStream().read();
            } catch (java.net.SocketException e) {
                answer = -1;
            }
            assertThat(answer).isEqualTo(-1);
        }
    }

    private static boolean catchTimeout(Socket client) throws IOException {
        try {
            client.getInputStream().read();
            return false;
        } catch (java.net.SocketTimeoutException e) {
            return true;
        }
    }

    private List<AdaraPacket> read(byte[] hello, Predicate<List<AdaraPacket>> enough)
            throws IOException {
        List<AdaraPacket> packets = new ArrayList<>();
        AdaraDecoder decoder = new AdaraDecoder(1 << 20, packets::add);
        try (Socket client = connect()) {
            client.getOutputStream().write(hello);
            InputStream in = client.getInputStream();
            byte[] bytes = new byte[1 << 16];
            while (!enough.test(packets)) {
                int n = in.read(bytes);
                assertThat(n).isPositive();
                assertThat(decoder.feed(ByteBuffer.wrap(bytes, 0, n))).isTrue();
            }
        }
        return packets;
    }

    private static int headers(List<AdaraPacket> packets) {
        return (int) packets.stream().filter(PulseHeader.class::isInstance).count();
    }

    private static Rtdl firstRtdl(List<AdaraPacket> packets) {
        return (Rtdl) packets.stream().filter(Rtdl.class::isInstance).findFirst().orElseThrow();
    }
}
