/** What the explorer opens with: the way in. */
export const FIRST_OPERATION = `# Inzage: the right to look into.
#
# 1. Run this. The addresses and passwords of the demo world are printed where you started it, and so is the SMS code.
# 2. Run the second operation with the challenge and the code; it answers an access token.
# 3. In the Headers tab below add "authorization": "Bearer <token>", and ask for what you like, \`me\` first.

mutation SignIn($email: String!, $password: String!) {
  signIn(email: $email, password: $password) {
    id
  }
}

mutation VerifySignIn {
  verifySignIn(challengeId: "", code: "") {
    accessToken
  }
}
`;

export const FIRST_VARIABLES = `{
  "email": "",
  "password": ""
}`;

export const FIRST_HEADERS = `{
  "accept-language": "en"
}`;
