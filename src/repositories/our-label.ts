/** Every issue of ours carries it: the lookup lists by it. */
export const ourLabel = 'bothways'
