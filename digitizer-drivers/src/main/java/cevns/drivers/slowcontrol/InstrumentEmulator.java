package cevns.drivers.slowcontrol;

import cevns.daq.time.WallClock;
import cevns.drivers.device.EmulatedDevice;
import cevns.drivers.link.DeviceLoop;
import cevns.drivers.link.LinkListener;
import cevns.drivers.link.TcpLink;
import cevns.drivers.link.TcpServer;
import io.netty.buffer.ByteBuf;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * Serves an emulated instrument on a TCP port, as a serial device server does, and on a
 * pseudo-terminal where one is configured.
 */
public final class InstrumentEmulator implements EmulatedDevice {

    private static final int FLOOD_BYTES = 64 * 1024;

    /** Longest end of an answer that garbage has, too. */
    private static final int END_BYTES = 2;

    private final EmulatorSettings settings;
    private final EmulatedInstrument instrument;
    private final WallClock clock;
    private final InetSocketAddress listenOn;
    private final DeviceLoop loop;
    private final TcpServer server;
    private final SerialServer line;
    private final List<Consumer<byte[]>> listeners = new ArrayList<>();
    private final SplittableRandom noise = new SplittableRandom(1);
    private volatile Misbehaviour misbehaviour = Misbehaviour.NONE;

    /**
     * Makes an emulator that does not listen yet.
     *
     * @param name of the source, for people
     * @param listenOn port 0 for any free one
     */
    InstrumentEmulator(
            String name,
            EmulatorSettings settings,
            EmulatedInstrument instrument,
            WallClock clock,
            InetSocketAddress listenOn) {
        this.settings = settings;
        this.instrument = instrument;
        this.clock = clock;
        this.listenOn = listenOn;
        loop = new DeviceLoop("emulator-" + name);
        server = new TcpServer(loop, Client::new, null);
        line = new SerialServer(settings.serialPath(), settings.serial(), this::onLine);
    }

    @Override
    public void start() {
        server.listen(listenOn);
        if (!settings.serialPath().isEmpty()) {
            line.start();
        }
        if (instrument.speaksEveryMs() > 0) {
            loop.every(instrument.speaksEveryMs(), this::speak);
        }
    }

    @Override
    public InetSocketAddress address() {
        return server.address();
    }

    /** How it fails from now on. */
    public void misbehave(Misbehaviour how) {
        misbehaviour = how;
    }

    @Override
    public void cut(boolean on) {
        server.cut(on);
    }

    @Override
    public void close() {
        server.close();
        line.close();
        loop.close();
    }

    private void speak() {
        byte[] said = spoilt(instrument.speak(clock.nowNs()));
        List.copyOf(listeners).forEach(listener -> listener.accept(said));
    }

    private byte[] spoilt(byte[] answer) {
        return switch (misbehaviour) {
            case NONE -> answer;
            case SILENT -> EmulatedInstrument.SILENCE;
            case HALF -> Arrays.copyOf(answer, answer.length / 2);
            case GARBAGE -> garbage(answer);
            case FLOOD -> noise(FLOOD_BYTES);
        };
    }

    private byte[] garbage(byte[] answer) {
        byte[] noise = noise(answer.length);
        int end = Math.min(END_BYTES, answer.length);
        System.arraycopy(answer, answer.length - end, noise, answer.length - end, end);
        return noise;
    }

    private byte[] noise(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) noise.nextInt(256);
        }
        return bytes;
    }

    private Requests onLine(Consumer<byte[]> answers) {
        Requests requests = new Requests(answers);
        loop.execute(() -> listeners.add(answers));
        return requests;
    }

    /** What comes over one link, cut into requests. */
    final class Requests {
        private final Consumer<byte[]> answers;
        private final byte[] bytes = new byte[Dialogue.MOST_BYTES];
        private int count;

        Requests(Consumer<byte[]> answers) {
            this.answers = answers;
        }

        /** Takes bytes, from any thread. */
        void feed(byte[] more) {
            loop.execute(() -> take(more));
        }

        /** The link has ended. */
        void ended() {
            loop.execute(() -> listeners.remove(answers));
        }

        private void take(byte[] more) {
            for (byte next : more) {
                bytes[count++] = next;
                int length = instrument.requestEnd().length(bytes, count);
                if (length > 0) {
                    byte[] request = Arrays.copyOf(bytes, length);
                    count -= length;
                    answers.accept(spoilt(instrument.answer(request, clock.nowNs())));
                } else if (length < 0 || count == bytes.length) {
                    count = 0;
                }
            }
        }
    }

    private final class Client implements LinkListener {
        private Requests requests;

        @Override
        public void opened(TcpLink link) {
            requests = onLine(link::send);
        }

        @Override
        public void received(ByteBuf buffer) {
            byte[] bytes = new byte[buffer.readableBytes()];
            buffer.readBytes(bytes);
            requests.feed(bytes);
        }

        @Override
        public void closed(String reason) {
            if (requests != null) {
                requests.ended();
            }
        }
    }
}
