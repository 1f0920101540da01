package cevns.drivers.sis3316;

/** One request to a board; on the wire: {@link PacketFrame}. */
sealed interface Request {

    /** First byte on the wire. */
    int opcode();

    /** Reads a register of the link interface. */
    record ReadLink(int address) implements Request {
        @Override
        public int opcode() {
            return PacketFrame.READ_LINK;
        }
    }

    /** Writes a register of the link interface. Has no reply. */
    record WriteLink(int address, int data) implements Request {
        @Override
        public int opcode() {
            return PacketFrame.WRITE_LINK;
        }
    }

    /** Reads 1…64 registers. */
    record Read(int... addresses) implements Request {
        @Override
        public int opcode() {
            return PacketFrame.READ;
        }
    }

    /** Writes 1…64 registers. */
    record Write(int[] addresses, int[] data) implements Request {
        @Override
        public int opcode() {
            return PacketFrame.WRITE;
        }
    }

    /** Reads words, 1…65536, from the FIFO at an address. */
    record ReadFifo(int address, int words) implements Request {
        @Override
        public int opcode() {
            return PacketFrame.READ_FIFO;
        }
    }

    /** Writes 1…256 words to the FIFO at an address. */
    record WriteFifo(int address, int... data) implements Request {
        @Override
        public int opcode() {
            return PacketFrame.WRITE_FIFO;
        }
    }

    /** Asks for the last reply once more. */
    record Repeat() implements Request {
        @Override
        public int opcode() {
            return PacketFrame.REPEAT;
        }
    }

    /** Resets the link logic and its error counters. Has no reply. */
    record Reset() implements Request {
        @Override
        public int opcode() {
            return PacketFrame.RESET;
        }
    }

    /** Not a request. */
    record Malformed(int opcode) implements Request {}
}
