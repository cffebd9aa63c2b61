/** Every issue of ours carries it, for people to find them by. */
export const ourLabel = 'bothways'
